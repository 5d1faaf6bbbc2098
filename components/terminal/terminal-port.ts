/** The screen's side of a terminal: what a byte stream does to it. */
export interface TerminalSink {
  /** A full repaint follows, made for this size. */
  reset(cols: number, rows: number): void;
  /** painted is called once these bytes have been parsed and drawn: that is what flow control counts. */
  write(data: Uint8Array, painted: () => void): void;
  /** The repaint is on the screen; it may take its own size again. */
  settled(): void;
  /** There is no such shell any more. */
  gone(): void;
}

/** A shell somewhere, as bytes. The terminal component knows nothing else of it. */
export interface TerminalPort {
  /** Starts the flow into this screen, from its beginning; returns how to stop it. */
  connect(sink: TerminalSink): () => void;
  send(data: Uint8Array<ArrayBuffer>): void;
  resize(cols: number, rows: number): void;
}
