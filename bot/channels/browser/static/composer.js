// The line to write on, its draft, and the menu of commands.
import { send } from "./outbox.js";
import { canRecord, element, state, toast, words } from "./start.js";

const STORE = "congvu.draft";
const form = document.getElementById("composer");
const field = document.getElementById("tin");
const menu = document.getElementById("menu");
const commands = document.getElementById("commands");
// On a phone Enter makes a new line, as people expect there; the round button sends.
const hasKeyboard = matchMedia("(hover: hover) and (pointer: fine)").matches;

function submit() {
  const text = field.value.trim();
  if (!text) return field.focus();
  if (text.length > state.most.text) return toast(words.too_long);
  field.value = "";
  changed();
  send(text);
}

function changed() {
  field.style.height = "";
  if (field.value) field.style.height = `${field.scrollHeight + 2}px`;
  try {
    if (field.value) localStorage.setItem(STORE, field.value);
    else localStorage.removeItem(STORE);
  } catch {
    // Without storage a draft lives as long as its page.
  }
  showSend();
  const isCommand = /^\/\w*$/.test(field.value);
  if (isCommand) list(field.value.slice(1));
  else if (!commands.hidden) hide();
}

/** With nothing to send, the place of the round button is for the microphone where there is one. */
function showSend() {
  const isIdle = canRecord && !field.value.trim();
  document.getElementById("record").hidden = !isIdle;
  document.getElementById("send").hidden = isIdle;
}

function list(beginning) {
  const fitting = state.commands.filter(({ name }) => name.startsWith(beginning.toLowerCase()));
  const rows = fitting.map(({ name, told }) => {
    const button = element("button");
    button.type = "button";
    button.dataset.say = `/${name}`;
    button.append(element("b", "", `/${name}`), element("small", "", told));
    const row = element("li");
    row.append(button);
    return row;
  });
  commands.firstElementChild.replaceChildren(...rows);
  commands.hidden = !rows.length;
  menu.setAttribute("aria-expanded", String(!commands.hidden));
}

function hide() {
  commands.hidden = true;
  menu.setAttribute("aria-expanded", "false");
}

/** Put words into the line without sending them. */
export function write(text) {
  field.value = text;
  changed();
  field.focus();
  field.setSelectionRange(text.length, text.length);
}

/** Empty the line and its draft. */
export function clear() {
  field.value = "";
  changed();
}

/** Send the words of a button, such as a suggestion or a command. */
export function say(text) {
  if (field.value.startsWith("/")) clear();
  hide();
  send(text);
  if (hasKeyboard) field.focus();
}

function move(step) {
  const buttons = [...commands.querySelectorAll("button")];
  const at = buttons.indexOf(document.activeElement);
  const next = at < 0 ? (step > 0 ? 0 : buttons.length - 1) : at + step;
  (buttons[next] ?? field).focus();
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  submit();
});
field.addEventListener("input", changed);
field.addEventListener("keydown", (event) => {
  // While Vietnamese is being composed, Enter only ends the syllable.
  if (event.key !== "Enter" || event.shiftKey || event.isComposing || !hasKeyboard) return;
  event.preventDefault();
  submit();
});
form.addEventListener("keydown", (event) => {
  if (commands.hidden) return;
  if (event.key === "Escape") {
    hide();
    field.focus();
  } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    event.preventDefault();
    move(event.key === "ArrowDown" ? 1 : -1);
  }
});
menu.addEventListener("click", () => {
  if (commands.hidden) list("");
  else hide();
});
document.addEventListener("click", (event) => {
  if (!commands.hidden && !form.contains(event.target)) hide();
});

const asked = new URLSearchParams(location.search).get("hoi");
if (asked) {
  history.replaceState(null, "", "/");
  write(asked.slice(0, 400));
} else {
  try {
    field.value = localStorage.getItem(STORE) ?? "";
  } catch {
    // Nothing was kept.
  }
  changed();
  if (hasKeyboard) field.focus();
}
