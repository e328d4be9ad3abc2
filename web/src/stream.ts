// One EventSource with our own rules: resume, heartbeat watchdog, reconnect within five seconds.
// EventSource retries by itself after a network cut (sending Last-Event-ID) but gives up on an HTTP error and
// never notices a silent connection; both are handled here by opening a new one with ?after=.

export interface Message { id: string; event: string; data: string }

export const EVENTS = ["pop", "due", "change", "session", "reset", "ping"] as const;
const SILENCE = 45_000; // armed by the first ping: a server without pings is not suspected
const RETRY = [500, 1000, 2000, 4000, 5000];

export class Stream {
  #source: EventSource | null = null;
  #timer = 0;
  #watch = 0;
  #tries = 0;
  #pinged = false;
  #heard = Date.now();
  readonly #cursor: () => string;
  readonly #onMessage: (message: Message) => void;
  readonly #onState: (up: boolean) => void;

  constructor(cursor: () => string, onMessage: (message: Message) => void, onState: (up: boolean) => void) {
    this.#cursor = cursor;
    this.#onMessage = onMessage;
    this.#onState = onState;
  }

  open(): void {
    this.#drop();
    const after = this.#cursor();
    const source = new EventSource(after ? `/live?after=${encodeURIComponent(after)}` : "/live");
    this.#source = source;
    source.onopen = () => { this.#tries = 0; this.#heard = Date.now(); this.#onState(true); };
    source.onerror = () => {
      this.#onState(false);
      // CONNECTING: the browser tries by itself. Give it its chance, but not longer than we promise.
      if (source.readyState === EventSource.CLOSED) this.#again(); else this.#again(5000);
    };
    for (const event of EVENTS) {
      source.addEventListener(event, (raw) => {
        const { lastEventId, data } = raw as MessageEvent<string>;
        this.#heard = Date.now();
        clearTimeout(this.#timer);
        if (event === "ping") this.#pinged = true;
        this.#onMessage({ id: lastEventId, event, data });
      });
    }
    this.#watch = window.setInterval(() => this.check(), 5000);
  }

  /** Called by the watch, and at once when the page wakes up or the network is back. */
  check(): void {
    if (this.#source && this.#pinged && Date.now() - this.#heard > SILENCE) { this.#onState(false); this.open(); }
  }

  retryNow(): void { if (this.#source?.readyState !== EventSource.OPEN) this.open(); }

  close(): void { this.#drop(); }

  #again(wait = RETRY[Math.min(this.#tries++, RETRY.length - 1)] ?? 5000): void {
    clearTimeout(this.#timer);
    this.#timer = window.setTimeout(() => {
      if (this.#source?.readyState !== EventSource.OPEN) this.open();
    }, wait * (0.8 + 0.2 * Math.random()));
  }

  #drop(): void {
    clearTimeout(this.#timer);
    clearInterval(this.#watch);
    this.#source?.close();
    this.#source = null;
  }
}
