import { type Pace, timeText } from "./pace.ts";
import type { TraceTexts } from "./texts.ts";

/** "12 µs shown in 1.5 s: about 130,000 times slower" */
export function paceWords({ micros: { least, most }, shownMs, factor }: Pace, tt: TraceTexts): string {
  const time = (micros: number) => (micros < 1 ? tt.lessThanMicro : timeText(micros));
  const real = least === most ? time(most) : tt.until(time(least), time(most));
  const told =
    factor < 0.95
      ? tt.factor.faster(grouped(1 / factor))
      : factor < 1.05
        ? tt.factor.same
        : most < 1 || least !== most
          ? tt.factor.atLeast(grouped(factor))
          : tt.factor.slower(grouped(factor));
  return tt.pace(real, timeText(shownMs * 1_000), told);
}

const grouped = (value: number): string => Number(value.toPrecision(2)).toLocaleString("en");
