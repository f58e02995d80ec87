// The messages on the page: in their order, with days between them, kept in step with the server.
import { bubble } from "./bubbles.js";
import { dayOf, element, refusal, state, toast, words } from "./start.js";

const scroller = document.getElementById("scroll");
const log = document.getElementById("log");
const welcome = document.getElementById("welcome");
const older = document.getElementById("older");
const newer = document.getElementById("newer");
const typing = document.getElementById("typing");
const NEAR = 120;
const AT_END = 4;
const LONGEST_WAIT = 45000;

older.textContent = words.older;
newer.textContent = `↓ ${words.newer}`;
let waiting = 0;

const find = (message) =>
  log.querySelector(`[data-id="${message.id}"]`) ||
  (message.key && log.querySelector(`[data-key="${CSS.escape(message.key)}"]`));
const below = () => scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight;
const isNear = () => below() < NEAR;
const toEnd = () => (scroller.scrollTop = scroller.scrollHeight);
// Whoever reads the newest message keeps seeing it, whatever grows above or below it.
let isAtEnd = true;
const keepEnd = () => isAtEnd && log.lastElementChild && toEnd();

/** Show what the server tells: whole, or what is new and other. */
export function take({ messages, whole, older: hasOlder }) {
  const wasNear = isNear();
  // A first question may be answered before the line is open: then all comes as one whole.
  const ours = whole && messages.findLast((message) => message.mine);
  const isFirst = ours && find(ours) && !find(ours).dataset.id;
  if (whole) {
    for (const old of [...log.children]) if (!old.classList.contains("pending")) old.remove();
    older.hidden = !hasOlder;
  }
  const added = messages.map((message) => put(message)).filter(Boolean);
  settle();
  if (whole && !isFirst) {
    if (messages.length) toEnd();
    return;
  }
  const news = isFirst ? added.filter((made) => +made.dataset.id > ours.id) : added;
  const last = news.at(-1);
  if (last && wasNear) reveal(news);
  else if (last) newer.hidden = false;
}

/** Put a message where it belongs; return its element when it is new. */
function put(message) {
  const made = bubble(message);
  const old = find(message);
  if (old) {
    const focused = old.contains(document.activeElement) ? document.activeElement.textContent : null;
    old.replaceWith(made);
    if (focused !== null) refocus(made, focused);
    place(made);
    return old.dataset.id || message.mine ? null : made;
  }
  log.append(made);
  place(made);
  return made;
}

/** Bring a message to its place by number; what has none yet stays at the end. */
function place(made) {
  if (made.dataset.id) {
    let next = null;
    for (let other = log.lastElementChild; other; other = other.previousElementSibling) {
      if (other === made || other.classList.contains("day")) continue;
      if (other.dataset.id && +other.dataset.id < +made.dataset.id) break;
      next = other;
    }
    const wanted = next ?? null;
    if (made.nextElementSibling !== wanted) log.insertBefore(made, wanted);
  }
  divide(made);
  const after = made.nextElementSibling;
  if (after?.classList.contains("message")) divide(after);
}

/** Let a day stand before a message exactly when the one before it was on another. */
function divide(made) {
  let before = made.previousElementSibling;
  if (before?.classList.contains("day")) {
    const line = before;
    before = before.previousElementSibling;
    line.remove();
  }
  const day = dayOf(+made.dataset.at);
  if (!before?.dataset.at || dayOf(+before.dataset.at) !== day) made.before(element("p", "day", day));
}

function refocus(made, label) {
  const alike = [...made.querySelectorAll(".key")];
  (alike.find((key) => key.textContent === label) ?? alike[0])?.focus({ preventScroll: true });
}

/** Scroll so that new messages are read from their beginning. */
function reveal(added) {
  let first = added.find((made) => made.classList.contains("bot")) ?? added[0];
  const asked = first.previousElementSibling;
  // A short question stays in sight above its answer.
  if (asked?.classList.contains("me") && asked.offsetHeight < scroller.clientHeight / 4) first = asked;
  const top = first.offsetTop - 12;
  isAtEnd = false;
  scroller.scrollTop = Math.min(top, scroller.scrollHeight - scroller.clientHeight);
}

/** Show or hide what depends on which messages there are. */
export function settle() {
  const last = log.lastElementChild;
  welcome.hidden = last !== null;
  if (!last?.classList.contains("me")) waiting = 0;
  typing.hidden = Date.now() > waiting || last?.classList.contains("pending");
}

/** Show that the bot is at work, until it says something or for a while. */
export function wait() {
  waiting = Date.now() + LONGEST_WAIT;
  settle();
  typing.hidden = false;
  if (isNear()) toEnd();
  setTimeout(settle, LONGEST_WAIT + 100);
}

/** Show a message that is not sent yet. */
export function putPending(entry) {
  if (log.querySelector(`[data-key="${entry.key}"]`)) return;
  const made = bubble({ mine: true, at: entry.at, key: entry.key, text: entry.text });
  made.classList.add("pending");
  log.append(made);
  divide(made);
  settle();
  toEnd();
}

/** Return the element of a message that is not sent yet, null when the server has it. */
export const pending = (key) => log.querySelector(`.pending[data-key="${key}"]`);

/** Tell whether something came after a message of ours: answers can be quicker than receipts. */
export const isAnswered = (key) => log.querySelector(`[data-key="${key}"] ~ .bot`) !== null;

export function drop(key) {
  const made = pending(key);
  if (made?.previousElementSibling?.classList.contains("day") && !made.nextElementSibling) {
    made.previousElementSibling.remove();
  }
  made?.remove();
  settle();
}

async function showOlder() {
  const first = log.querySelector("[data-id]");
  if (!first) return;
  older.disabled = true;
  try {
    const response = await fetch(`/api/messages?before=${first.dataset.id}`);
    if (!response.ok) throw await refusal(response.status, () => response.json());
    const told = await response.json();
    const height = scroller.scrollHeight;
    told.messages.forEach(put);
    older.hidden = !told.older;
    scroller.scrollTop += scroller.scrollHeight - height;
    first.previousElementSibling?.querySelector("a, button")?.focus({ preventScroll: true });
  } catch (error) {
    toast(error.status ? error.message : words.failed);
  }
  older.disabled = false;
}

older.addEventListener("click", showOlder);
newer.addEventListener("click", () => {
  toEnd();
  scroller.focus();
});
scroller.addEventListener(
  "scroll",
  () => {
    isAtEnd = below() < AT_END;
    if (isNear()) newer.hidden = true;
  },
  { passive: true },
);
const sizes = new ResizeObserver(keepEnd);
sizes.observe(scroller);
sizes.observe(log);

take({ messages: state.messages, whole: true, older: state.older });
