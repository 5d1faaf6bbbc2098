/** The glass box: a cube one can see through, with a layer inside. */
export function Logo({ size = 24 }: { size?: number }) {
  return (
    <svg
      aria-hidden="true"
      width={size}
      height={size}
      viewBox="0 0 32 32"
      fill="none"
      stroke="var(--accent)"
      strokeLinejoin="round"
    >
      <path d="M16 2.8 27.5 9v14L16 29.2 4.5 23V9z" strokeWidth="2.2" />
      <path d="M4.5 9 16 15.2 27.5 9M16 15.2v14" strokeWidth="1.6" opacity=".55" />
      <path d="m16 9.6 6 3.2-6 3.2-6-3.2z" fill="var(--accent)" stroke="none" opacity=".9" />
      <path d="m10 17 6 3.2 6-3.2" strokeWidth="1.8" strokeLinecap="round" />
    </svg>
  );
}
