// The line to the server: events as they come, and back again by itself after a break.
import { state } from "./start.js";

const FIRST_PAUSE = 500;
const LONGEST_PAUSE = 15000;
const SILENCE = 50000;
const HIDDEN = 60000;

/** Keeps a line open while the page is looked at; tells of changes, passing things and breaks. */
export class Line {
  constructor({ onChanges, onSignal, onState }) {
    Object.assign(this, { onChanges, onSignal, onState });
    this.revision = state.revision;
    this.wanted = false;
    this.pause = FIRST_PAUSE;
    addEventListener("online", () => this.retry());
    addEventListener("offline", () => this.break());
    addEventListener("pageshow", () => this.retry());
    document.addEventListener("visibilitychange", () => this.look());
  }

  open() {
    this.wanted = true;
    if (!this.source) this.connect();
  }

  close() {
    this.wanted = false;
    this.hangUp();
  }

  /** Try at once instead of after the pause. */
  retry() {
    this.pause = FIRST_PAUSE;
    if (this.wanted && !this.isUp) this.connect();
  }

  connect() {
    this.hangUp();
    const source = (this.source = new EventSource(`/api/events?after=${this.revision}`));
    source.onopen = () => {
      this.isUp = true;
      this.pause = FIRST_PAUSE;
      this.onState(true);
    };
    // The browser's own way back gives up on some answers, so the pauses are ours.
    source.onerror = () => this.break();
    source.addEventListener("changes", (event) => {
      const told = JSON.parse(event.data);
      this.revision = told.revision;
      this.onChanges(told);
    });
    for (const kind of ["notice", "action", "ended"]) {
      source.addEventListener(kind, (event) => this.onSignal(kind, JSON.parse(event.data)));
    }
    for (const kind of ["open", "beat", "changes", "notice"]) {
      source.addEventListener(kind, () => this.beat());
    }
  }

  beat() {
    clearTimeout(this.watch);
    this.watch = setTimeout(() => this.break(), SILENCE);
  }

  break() {
    if (!this.wanted) return;
    this.hangUp();
    this.onState(false);
    this.later = setTimeout(() => this.connect(), this.pause * (0.75 + Math.random() / 2));
    this.pause = Math.min(this.pause * 2, LONGEST_PAUSE);
  }

  hangUp() {
    clearTimeout(this.later);
    clearTimeout(this.watch);
    this.source?.close();
    this.source = null;
    this.isUp = false;
  }

  /** A page that nobody looks at needs no line; it catches up when somebody does. */
  look() {
    clearTimeout(this.asleep);
    if (document.hidden) this.asleep = setTimeout(() => this.hangUp(), HIDDEN);
    else this.retry();
  }
}
