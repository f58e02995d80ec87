// What the page starts with, and calls to the server.
export const state = JSON.parse(document.getElementById("state").textContent);
export const words = state.words;

/** Tell whether this browser can record; a page that is not safe on its way may not. */
export const canRecord = Boolean(navigator.mediaDevices?.getUserMedia && window.MediaRecorder);

/** The server took the call and refused it; `message` is meant for the person. */
export class Refused extends Error {
  constructor(status, message, wait) {
    super(message);
    this.status = status;
    this.wait = wait;
  }
}

/** Call the server. Throws Refused, or any other error when it could not be reached. */
export async function call(path, body) {
  const response = await fetch(path, {
    method: "POST",
    headers: { "Content-Type": "application/json", "X-Congvu": state.proof },
    body: JSON.stringify(body ?? {}),
  });
  if (response.ok) return response.json();
  throw await refusal(response.status, () => response.json());
}

/** Make a Refused of an answer that is not what was asked for. */
export async function refusal(status, read) {
  let told = {};
  try {
    told = await read();
  } catch {
    // A proxy may answer with anything.
  }
  return new Refused(status, told.error || words.failed, told.retry_after || 0);
}

/** Tell whether trying the same again later makes sense. */
export function isPassing(error) {
  return !(error instanceof Refused) || error.status === 429 || error.status >= 500;
}

export function element(name, className = "", text = "") {
  const made = document.createElement(name);
  if (className) made.className = className;
  if (text) made.textContent = text;
  return made;
}

export function newKey() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

let fading;
/** Show a short notice for a while. */
export function toast(text) {
  const box = document.getElementById("toast");
  box.textContent = text;
  clearTimeout(fading);
  fading = setTimeout(() => (box.textContent = ""), 3000 + 60 * text.length);
}

const MOMENT = { timeZone: state.zone };
const CLOCK = new Intl.DateTimeFormat("vi-VN", { ...MOMENT, hour: "2-digit", minute: "2-digit" });
const DAY = new Intl.DateTimeFormat("vi-VN", { ...MOMENT, day: "numeric", month: "numeric", year: "numeric" });
let ahead = state.now * 1000 - Date.now();

/** The server's clock, which a demo may have moved. */
export const now = () => new Date(Date.now() + ahead);
export const setNow = (seconds) => (ahead = seconds * 1000 - Date.now());
export const clockOf = (seconds) => CLOCK.format(new Date(seconds * 1000));

/** The day of a moment in words. */
export function dayOf(seconds) {
  const day = DAY.format(new Date(seconds * 1000));
  if (day === DAY.format(now())) return words.today;
  if (day === DAY.format(new Date(now().getTime() - 86400e3))) return words.yesterday;
  return day;
}

/** A size as people say it. */
export function sizeOf(bytes) {
  if (bytes < 1024 * 1024) return `${Math.max(1, Math.round(bytes / 1024))} KB`;
  return `${(bytes / 1024 / 1024).toFixed(1).replace(".", ",")} MB`;
}
