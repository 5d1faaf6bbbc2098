const PATHS = {
  play: "M5 3.5v9l7.5-4.5z",
  copy: "M5.5 5.5v-2a1 1 0 0 1 1-1h6a1 1 0 0 1 1 1v6a1 1 0 0 1-1 1h-2M3.5 5.5h6a1 1 0 0 1 1 1v6a1 1 0 0 1-1 1h-6a1 1 0 0 1-1-1v-6a1 1 0 0 1 1-1z",
  check: "m3 8.5 3.2 3.2L13 4.8",
  close: "m4 4 8 8M12 4l-8 8",
  plus: "M8 3v10M3 8h10",
  clock: "M8 14A6 6 0 1 0 8 2a6 6 0 0 0 0 12zM8 4.8V8l2.2 1.6",
  restart: "M3 8a5 5 0 1 0 1.6-3.7M3 2.5v3h3",
  hint: "M6 12.5h4M6.5 14.5h3M8 1.8a4.2 4.2 0 0 0-2.4 7.6c.4.3.6.7.6 1.1h3.6c0-.4.2-.8.6-1.1A4.2 4.2 0 0 0 8 1.8z",
  deep: "M2.5 3h11M8 5.5v7M4.8 9.6 8 12.8l3.2-3.2",
  note: "M8 14A6 6 0 1 0 8 2a6 6 0 0 0 0 12zM8 7.4v3.4M8 5.2v.1",
  key: "M9.6 6.4a3.4 3.4 0 1 1-1-2.4 3.4 3.4 0 0 1 1 2.4zM8.6 8.8l4.9 4.9M11 11.2l1.4-1.4",
  question: "M8 14A6 6 0 1 0 8 2a6 6 0 0 0 0 12zM6.3 6.3a1.8 1.8 0 1 1 2.5 1.7c-.5.2-.8.6-.8 1.1v.2M8 11.2v.1",
  sun: "M8 10.8a2.8 2.8 0 1 0 0-5.6 2.8 2.8 0 0 0 0 5.6zM8 1.5V3M8 13v1.5M1.5 8H3M13 8h1.5M3.4 3.4l1 1M11.6 11.6l1 1M12.6 3.4l-1 1M4.4 11.6l-1 1",
  moon: "M13.2 9.6A5.6 5.6 0 0 1 6.4 2.8a5.6 5.6 0 1 0 6.8 6.8z",
  system: "M2.5 3.5h11v7h-11zM6 13.5h4M8 10.5v3",
  language: "M1.8 4h7M5.3 2.4V4M7.4 4c-.6 2.6-2.4 4.6-5 5.8M3.4 6c.9 1.6 2.3 2.8 4.2 3.5M7.6 13.8l3.2-7 3.2 7M8.8 11.4h4",
  arrow: "M3 8h10M9 4l4 4-4 4",
  back: "M13 8H3M7 4 3 8l4 4",
  up: "m4 10 4-4 4 4",
  down: "m4 6 4 4 4-4",
  search: "M7 11.5a4.5 4.5 0 1 0 0-9 4.5 4.5 0 0 0 0 9zM10.3 10.3l3.2 3.2",
  terminal: "M2.5 3h11v10h-11zM5 6l2 2-2 2M8.5 10.2H11",
  layers: "m8 2 6 3.2-6 3.2-6-3.2zM2.4 8.3 8 11.3l5.6-3M2.4 11.2 8 14.2l5.6-3",
  book: "M8 3.8C6.6 2.9 4.6 2.6 2.5 2.8v9.6c2.1-.2 4.1.1 5.5 1 1.4-.9 3.4-1.2 5.5-1V2.8C11.4 2.6 9.4 2.9 8 3.8zM8 3.8v9.6",
  warning: "M8 2.5 14.5 13.5h-13zM8 6.5v3.2M8 11.6v.1",
  plug: "M6 2v3M10 2v3M4.5 5h7v2.5a3.5 3.5 0 0 1-7 0zM8 11v3",
  flag: "M4 14V2.5M4 3h8l-2 2.8L12 8.5H4",
  lock: "M4.5 7.5h7v6h-7zM6 7.5V5.2a2 2 0 0 1 4 0v2.3",
  pause: "M5.5 3.5v9M10.5 3.5v9",
  tidy: "M2.5 3h5v4h-5zM10 3h3.5v4H10zM2.5 9.5h3.5v3.5H2.5zM8.5 9.5h5v3.5h-5z",
  table: "M2.5 3h11v10h-11zM2.5 6.4h11M6.2 6.4V13",
  beside: "M2.5 3h4.5v10H2.5zM11.25 5.5v5M8.75 8h5",
  globe:
    "M8 14A6 6 0 1 0 8 2a6 6 0 0 0 0 12zM2.2 8h11.6M8 2c1.7 1.6 2.5 3.6 2.5 6S9.7 12.4 8 14C6.3 12.4 5.5 10.4 5.5 8S6.3 3.6 8 2z",
  external: "M6.5 3.5h-3v9h9v-3M9.5 2.5h4v4M13.2 2.8 7.5 8.5",
  file: "M4 2.5h5l3 3v8H4zM9 2.5v3h3",
  folder: "M2 4.5h4l1.4 1.6H14v7.4H2z",
  upload: "M8 10.5V3M4.8 5.8 8 2.6l3.2 3.2M3 10.5v3h10v-3",
  download: "M8 2.6v7.5M4.8 7 8 10.2 11.2 7M3 10.5v3h10v-3",
  link: "M6.6 9.4a2.4 2.4 0 0 0 3.4 0l2.3-2.3a2.4 2.4 0 0 0-3.4-3.4L8 4.6M9.4 6.6a2.4 2.4 0 0 0-3.4 0L3.7 8.9a2.4 2.4 0 0 0 3.4 3.4l.9-.9",
  keyboard: "M1.8 4h12.4v8H1.8zM4.2 6.6h.1M6.7 6.6h.1M9.2 6.6h.1M11.7 6.6h.1M5 9.6h6",
  dots: "M3.5 8h.01M8 8h.01M12.5 8h.01",
} as const;

export type IconName = keyof typeof PATHS;

/** A 16-unit line icon in the text's colour. Decorative: the words beside it, or an aria-label around it, carry the meaning. */
export function Icon({ name, size = 16, className }: { name: IconName; size?: number; className?: string }) {
  return (
    <svg
      aria-hidden="true"
      width={size}
      height={size}
      viewBox="0 0 16 16"
      fill={name === "play" ? "currentColor" : "none"}
      stroke="currentColor"
      strokeWidth={name === "dots" ? 2.2 : 1.4}
      strokeLinecap="round"
      strokeLinejoin="round"
      className={className ? `shrink-0 ${className}` : "shrink-0"}
    >
      <path d={PATHS[name]} />
    </svg>
  );
}
