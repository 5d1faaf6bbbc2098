"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, useEffect, useId, useState } from "react";
import type { PreviewPlace } from "../../lib/contract/preview-link.ts";
import type { Listener } from "../../lib/contract/sandboxd-protocol.ts";
import { Button } from "../controls/button.tsx";
import { Icon } from "../controls/icon.tsx";
import { parseAddress } from "./parse-address.ts";

/**
 * The frame is an origin of its own (a host name per person, sandbox and port), so it may keep its storage and cookies; it may not lead the
 * lab's page away, since nothing here allows top navigation.
 */
const MAY = "allow-scripts allow-same-origin allow-forms allow-modals allow-popups allow-downloads";

/** A port of the sandbox as a browser shows it: an address line, what listens now, and the page in a frame. */
export function PreviewPane({
  place,
  frame,
  listeners,
  problem,
  onGo,
  onNewTab,
  onClose,
}: {
  place: PreviewPlace | null;
  /** What the frame shows; a new number is a new load of it. */
  frame: { url: string; load: number } | null;
  /** As the kernel lists them; null while not known. */
  listeners: readonly Listener[] | null;
  problem: string | null;
  onGo: (place: PreviewPlace) => void;
  onNewTab: (place: PreviewPlace) => void;
  onClose: () => void;
}) {
  const t = useTranslations("workbench.preview");
  const id = useId();
  const [text, setText] = useState("");
  const [wrong, setWrong] = useState(false);
  useEffect(() => {
    if (!place) return;
    setText(`${place.port}${place.path === "/" ? "" : place.path}`);
    setWrong(false);
  }, [place]);
  const ports = [...new Set((listeners ?? []).map(({ port }) => port))];
  const typed = parseAddress(text);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setWrong(typed === null);
    if (typed) onGo(typed);
  };
  return (
    <section className="preview" aria-label={t("label")} data-preview>
      <div className="preview-bar">
        <form onSubmit={submit} className="preview-address">
          <label htmlFor={id}>
            <span className="sr-only">{t("address")}</span>
            <span aria-hidden="true">localhost:</span>
          </label>
          <input
            id={id}
            value={text}
            onChange={(event) => setText(event.target.value)}
            placeholder="8088"
            inputMode="url"
            autoComplete="off"
            spellCheck={false}
            aria-invalid={wrong || undefined}
            aria-describedby={wrong ? `${id}-wrong` : undefined}
            data-preview-address
          />
          <Button type="submit" look="quiet" size="icon-small" aria-label={t("go")} title={t("go")} data-action="preview-go">
            <Icon name="arrow" size={14} />
          </Button>
        </form>
        <Button
          look="quiet"
          size="icon-small"
          disabled={!place}
          aria-label={t("reload")}
          title={t("reload")}
          data-action="preview-reload"
          onClick={() => place && onGo(place)}
        >
          <Icon name="restart" size={14} />
        </Button>
        <Button
          look="quiet"
          size="icon-small"
          disabled={!(typed ?? place)}
          aria-label={t("newTab")}
          title={t("newTab")}
          data-action="preview-tab"
          onClick={() => {
            const there = typed ?? place;
            if (there) onNewTab(there);
          }}
        >
          <Icon name="external" size={14} />
        </Button>
        <Button
          look="quiet"
          size="icon-small"
          aria-label={t("close")}
          title={t("close")}
          data-action="preview-close"
          onClick={onClose}
        >
          <Icon name="close" size={14} />
        </Button>
      </div>
      <div className="preview-ports" data-preview-ports>
        <span id={`${id}-ports`}>{t(ports.length > 0 ? "listening" : listeners === null ? "asking" : "nothing")}</span>
        {ports.length > 0 && (
          <ul aria-labelledby={`${id}-ports`}>
            {ports.map((port) => {
              const at = (listeners ?? []).flatMap((one) => (one.port === port ? [one.address] : [])).join(", ");
              return (
                <li key={port}>
                  <button
                    type="button"
                    data-port={port}
                    aria-current={place?.port === port || undefined}
                    title={t("listensAt", { address: at })}
                    onClick={() => onGo({ port, path: "/" })}
                  >
                    {port}
                  </button>
                </li>
              );
            })}
          </ul>
        )}
      </div>
      {(wrong || problem) && (
        <p id={`${id}-wrong`} role="alert" className="preview-problem">
          {wrong ? t("wrong") : problem}
        </p>
      )}
      {frame && place ? (
        <iframe
          key={frame.load}
          src={frame.url}
          title={t("frame", { port: place.port })}
          sandbox={MAY}
          referrerPolicy="no-referrer"
          className="preview-frame"
        />
      ) : (
        <div className="preview-empty">
          <p>{t("empty")}</p>
          <code>busybox httpd -f -p 8088</code>
        </div>
      )}
    </section>
  );
}
