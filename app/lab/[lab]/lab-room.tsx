"use client";

import Link from "next/link";
import { useRouter } from "next/navigation";
import { useLocale, useTranslations } from "next-intl";
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { Button, buttonClass } from "../../../components/controls/button.tsx";
import { Icon } from "../../../components/controls/icon.tsx";
import type { LabOffer } from "../../../components/home/lab-offer.ts";
import { LabDone } from "../../../components/lesson/lab-done.tsx";
import { type LessonActions, LessonActionsContext } from "../../../components/lesson/lesson-actions.ts";
import { LessonPanel, NextStep } from "../../../components/lesson/lesson-panel.tsx";
import { NeededSteps } from "../../../components/lesson/needed-steps.tsx";
import { minutesTaken } from "../../../components/lesson/time-taken.ts";
import { VerdictBar } from "../../../components/lesson/verdict-bar.tsx";
import { PreviewPane } from "../../../components/preview/preview-pane.tsx";
import { AppHeader } from "../../../components/shell/app-header.tsx";
import { remember } from "../../../components/shell/remember.ts";
import { ShortcutMap } from "../../../components/shell/shortcut-map.tsx";
import type { Theme } from "../../../components/shell/theme.ts";
import { TerminalPanel, type TerminalPanelHandle } from "../../../components/terminal/terminal-panel.tsx";
import { LimitNotices } from "../../../components/workbench/limit-notices.tsx";
import { formatPanes, PANES_COOKIE, type PaneLayout } from "../../../components/workbench/panes.ts";
import { SessionClock } from "../../../components/workbench/session-clock.tsx";
import { SessionScreen } from "../../../components/workbench/session-screen.tsx";
import { ShellAndFiles } from "../../../components/workbench/shell-and-files.tsx";
import { StartOverMenu } from "../../../components/workbench/start-over-menu.tsx";
import { type Pane, Workbench } from "../../../components/workbench/workbench.tsx";
import type { LessonView } from "../../../lib/contract/lesson-view.ts";
import { LOCALE_COOKIE } from "../../../lib/contract/pick-locale.ts";
import { AuthorPanel, AuthorProblems } from "./author-place.tsx";
import { DiagramPane } from "./diagram-pane.tsx";
import { kindsWith, scopesFor } from "./diagram-scopes.ts";
import { FilesButton, FilesPane } from "./files-place.tsx";
import { labPhase } from "./lab-state.ts";
import type { LabWire } from "./lab-wire.ts";
import { SessionBanner } from "./session-banner.tsx";
import { sessionScreen } from "./session-screen-state.ts";
import { useAuthor } from "./use-author.ts";
import { useFiles } from "./use-files.ts";
import { useLabKeys } from "./use-lab-keys.ts";
import { useLabStore } from "./use-lab-store.ts";
import { useNeeded } from "./use-needed.ts";
import { useNextLab } from "./use-next-lab.ts";
import { useOpenDiagrams } from "./use-open-diagrams.ts";
import { usePreview } from "./use-preview.ts";
import { useStep } from "./use-step.ts";

/** The composition root of a lab: the store on one side, panes that know only props on the other. */
export function LabRoom({
  lesson,
  offers = [],
  initialLayout,
  theme,
  author = false,
  openWire,
}: {
  lesson: LessonView;
  /** All labs in order: one of them is offered at the end. */
  offers?: readonly LabOffer[];
  initialLayout: PaneLayout;
  theme: Theme;
  /** The page is for the lab's author: there is a panel, and the server answers it. */
  author?: boolean;
  openWire: () => LabWire;
}) {
  const t = useTranslations();
  const locale = useLocale();
  const diagrams = useOpenDiagrams(lesson);
  const kinds = useMemo(() => kindsWith(lesson.engine), [lesson.engine]);
  const [panel, setPanel] = useState(author);
  const scopes = useMemo(
    () => (panel ? scopesFor(kinds, lesson.engine) : scopesFor(diagrams.open, lesson.engine)),
    [panel, kinds, diagrams.open, lesson.engine],
  );
  const [store, state] = useLabStore(openWire, lesson.id, lesson.terminals[0] ?? "main", scopes);
  const phase = labPhase(state);
  const running = phase === "running";
  const preview = usePreview(store, running ? (state.sandbox?.id ?? null) : null);
  const passed = (id: string) => state.passedAt[id] !== undefined;
  const [current, go] = useStep(
    lesson.steps.map(({ id }) => id),
    { at: state.at, passed, settled: state.opened },
  );
  const index = Math.max(
    0,
    lesson.steps.findIndex(({ id }) => id === current),
  );
  const step = lesson.steps[index];
  const needed = useNeeded(store, state, lesson, current);
  const shell = useRef<TerminalPanelHandle>(null);
  const [front, showPane] = useState<Pane>("lesson");
  const files = useFiles(store, t("workbench.offline"));
  const setFront = useCallback(
    (pane: Pane) => {
      showPane(pane);
      if (pane === "terminal" || pane === "files") files.bring(pane);
    },
    [files.bring],
  );
  // A text that is fetched anew must not put the panes back.
  const [firstLayout] = useState(initialLayout);
  const [checking, setChecking] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);

  // Only once the server has said where the student was: an earlier word would overwrite it with the first step.
  useEffect(() => {
    if (store && state.opened && current) void store.enterStep(current, locale);
  }, [store, state.opened, current, locale]);

  const type = useCallback(
    async (command: string, enter: boolean, terminal?: string) => {
      setFront("terminal");
      return (await shell.current?.run(command, { terminal, enter })) ?? "no-shell";
    },
    [setFront],
  );
  const actions = useMemo<LessonActions>(
    () => ({
      run: async (command, terminal) => {
        await store?.stepReady();
        return type(command, true, terminal);
      },
      solution: async () => (await store?.solution(current)) ?? { ok: false, code: "offline", error: t("workbench.offline") },
      showDiagram: (kind, focus) => {
        setFront("diagram");
        diagrams.show(kind, focus);
      },
      showPreview: (place) => {
        setFront("diagram");
        void preview.go(place);
      },
      openFile: (path) => {
        setFront("files");
        files.ask(path);
      },
      canRun: running && state.link === "online",
      storageKey: `${lesson.id}:${current}`,
    }),
    [type, store, current, running, state.link, lesson.id, diagrams.show, preview.go, t, setFront, files.ask],
  );
  const turn = (by: number) => {
    const target = lesson.steps[index + by];
    if (target) go(target.id);
  };
  const { mapOpen, setMapOpen, singleKeys, setSingleKeys } = useLabKeys(turn, shell, setFront);
  const done = lesson.steps.every(({ id, check }) => check === "none" || passed(id));
  const next = useNextLab(offers, lesson.id, done && phase !== "connecting");
  const router = useRouter();
  const takeUpdate = useCallback(() => {
    router.refresh();
    void store?.takeUpdate();
  }, [router, store]);
  const { problems, vars } = useAuthor(author ? store : null, state.saved, running);
  const say = (answer: { ok: true } | { ok: false; error: string } | undefined) => {
    if (answer && !answer.ok) setFailure(answer.error);
  };
  if (!step) return null;

  return (
    <div className="lab-room flex h-dvh flex-col overflow-hidden">
      <ShortcutMap open={mapOpen} onOpenChange={setMapOpen} singleKeys={singleKeys} onSingleKeys={setSingleKeys} />
      <AppHeader theme={theme} localeCookie={LOCALE_COOKIE}>
        <span aria-hidden="true" className="text-line-strong max-[900px]:hidden">
          /
        </span>
        <span className="min-w-0 flex-1 truncate text-[14px] text-ink-soft">{lesson.title}</span>
        <Button
          look="quiet"
          size="icon"
          data-action="shortcuts"
          aria-label={t("shortcuts.title")}
          title={`${t("shortcuts.title")} (?)`}
          className="max-[900px]:hidden"
          onClick={() => setMapOpen(true)}
        >
          <Icon name="keyboard" />
        </Button>
        {running && state.sandbox && (
          <SessionClock
            expiresAt={state.sandbox.expiresAt}
            clockOffsetMs={state.clockOffsetMs}
            onExtend={async () => {
              const answer = await store?.extend();
              return answer?.ok === false ? answer.error : null;
            }}
          />
        )}
      </AppHeader>
      <main id="main" tabIndex={-1} className="relative flex min-h-0 flex-1 outline-none">
        <SessionBanner
          offline={state.link === "offline" && phase !== "refused"}
          replaced={state.replaced}
          failure={failure}
          onUpdate={state.outdated ? takeUpdate : null}
          onDismiss={() => {
            setFailure(null);
            store?.dismissNotice();
          }}
        />
        <Workbench
          initialLayout={firstLayout}
          onLayout={(layout) => remember(PANES_COOKIE, formatPanes(layout))}
          front={front}
          onFront={setFront}
          panes={{
            lesson: (
              <LessonActionsContext value={actions}>
                <LessonPanel
                  notices={author && <AuthorProblems problems={problems} />}
                  lesson={lesson}
                  step={step}
                  needed={
                    needed.steps.length > 0 && (
                      <NeededSteps steps={needed.steps} onGo={go} onStartHere={() => void needed.startHere().then(say)} />
                    )
                  }
                  passed={passed}
                  onGo={go}
                  end={
                    done &&
                    index === lesson.steps.length - 1 && (
                      <LabDone
                        steps={lesson.steps}
                        passed={passed}
                        minutes={minutesTaken(state.startedAt, Object.values(state.passedAt))}
                      >
                        {next && (
                          <Link
                            href={`/lab/${next.id}`}
                            prefetch={false}
                            className={buttonClass("primary")}
                            data-action="next-lab"
                          >
                            {t("lesson.done.next", { title: next.title, minutes: next.minutes })}
                          </Link>
                        )}
                        <Link href="/" className={buttonClass("plain")}>
                          {t("lesson.finish")}
                        </Link>
                      </LabDone>
                    )
                  }
                  menu={
                    <StartOverMenu
                      disabled={!running}
                      code={state.code}
                      stepHasSetup={step.hasSetup}
                      onStep={() => void store?.resetStep(step.id).then(say)}
                      onLab={() => void store?.restartLab().then(() => lesson.steps[0] && go(lesson.steps[0].id))}
                      onStop={() => void store?.stop().then(say)}
                    />
                  }
                  footer={
                    <VerdictBar
                      check={step.check}
                      verdict={state.verdicts[step.id] ?? null}
                      passed={passed(step.id)}
                      watching={running}
                      checking={checking}
                      onCheck={() => {
                        setChecking(true);
                        void store?.checkStep(step.id, locale).finally(() => setChecking(false));
                      }}
                    >
                      <NextStep
                        passed={passed(step.id) || step.check === "none"}
                        last={index === lesson.steps.length - 1}
                        onNext={() => go(lesson.steps[index + 1]?.id ?? step.id)}
                        home={
                          <Link href="/" className={buttonClass("primary")}>
                            {t("lesson.finish")}
                          </Link>
                        }
                      />
                    </VerdictBar>
                  }
                />
              </LessonActionsContext>
            ),
            diagram: (
              <DiagramPane
                kinds={kinds}
                store={store}
                view={state.view}
                viewScopes={state.viewScopes}
                traced={state}
                open={diagrams.open}
                onOpen={diagrams.setOpen}
                focus={diagrams.focus}
                locale={locale}
                connected={state.link === "online"}
                running={running}
                clockOffsetMs={state.clockOffsetMs}
                onTypeInTerminal={(command) => void type(command, false)}
                author={
                  author
                    ? {
                        open: panel,
                        onToggle: () => setPanel(!panel),
                        pane: store && (
                          <AuthorPanel
                            step={step}
                            view={state.view}
                            vars={vars}
                            onRun={(script) => store.authorRun(step.id, script, locale)}
                          />
                        ),
                      }
                    : null
                }
                preview={{
                  open: preview.open,
                  onToggle: () => preview.setOpen(!preview.open),
                  pane: (
                    <PreviewPane
                      place={preview.place}
                      frame={preview.frame}
                      listeners={preview.listeners}
                      problem={preview.problem}
                      onGo={(place) => void preview.go(place)}
                      onNewTab={(place) => void preview.openTab(place)}
                      onClose={() => preview.setOpen(false)}
                    />
                  ),
                }}
              />
            ),
            terminal: (
              <ShellAndFiles
                open={files.open}
                front={files.front}
                notices={
                  running &&
                  state.limits &&
                  state.limits.sandbox === state.sandbox?.id && (
                    <LimitNotices key={state.limits.sandbox} {...state.limits} engine={lesson.engine} />
                  )
                }
                shell={
                  running && store ? (
                    <TerminalPanel
                      key={state.sandbox?.id}
                      ref={shell}
                      terminals={state.terminals}
                      lessonShells={lesson.terminals}
                      portOf={(id) => store.feed(id)}
                      onOpen={async (name) => {
                        const answer = await store.openTerminal(name);
                        say(answer);
                        return answer.ok ? answer.value.id : null;
                      }}
                      onClose={(id) => void store.closeTerminal(id)}
                      tools={
                        <FilesButton open={files.open} onToggle={() => (files.isSeen() ? files.close() : setFront("files"))} />
                      }
                    />
                  ) : (
                    <SessionScreen
                      state={sessionScreen(state)}
                      onStart={() => void store?.startAgain()}
                      onStartInPlaceOf={(other) => void store?.startInPlaceOf(other)}
                    />
                  )
                }
                files={
                  files.port && (
                    <FilesPane
                      port={files.port}
                      wish={files.wish}
                      shown={files.open}
                      running={running}
                      onShell={() => setFront("terminal")}
                      onClose={() => {
                        files.close();
                        setFront("terminal");
                      }}
                    />
                  )
                }
              />
            ),
          }}
        />
      </main>
    </div>
  );
}
