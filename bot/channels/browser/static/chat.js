// The chat put together: what people press, and what the line to the server tells.
import * as composer from "./composer.js";
import "./demo.js";
import { Line } from "./line.js";
import { take, wait } from "./log.js";
import * as outbox from "./outbox.js";
import { whenSent } from "./sending.js";
import { call, state, toast, words } from "./start.js";

const offline = document.getElementById("offline");
const PATIENCE = 2500;
let breaking;

const line = new Line({
  onChanges: take,
  onSignal(kind, told) {
    if (kind === "notice") toast(told.text);
    if (kind === "action") wait();
    if (kind === "ended") location.reload();
  },
  onState(isUp) {
    clearTimeout(breaking);
    if (isUp) {
      offline.textContent = "";
      outbox.flush();
    } else if (!navigator.onLine) {
      offline.textContent = words.offline;
    } else if (!offline.textContent) {
      // A short break, such as a server that restarts, is nobody's worry.
      breaking = setTimeout(() => (offline.textContent = words.connecting), PATIENCE);
    }
  },
});

/** Send the press of a key; what comes of it arrives over the line. */
async function press(key) {
  if (key.classList.contains("busy")) return;
  key.classList.add("busy");
  const message = +key.closest(".message").dataset.id;
  const { press: data, label } = key.dataset;
  try {
    await call("/api/press", { message, data: data ?? null, label: label ?? null });
  } catch (error) {
    toast(error.status ? error.message : words.offline);
  }
  setTimeout(() => key.classList.remove("busy"), 600);
}

document.addEventListener("click", (event) => {
  const said = event.target.closest("[data-say]");
  if (said) return composer.say(said.dataset.say);
  const key = event.target.closest("button.key");
  if (key) press(key);
});

const sure = document.getElementById("sure");
document.getElementById("forget").addEventListener("click", () => {
  document.getElementById("settings").open = false;
  document.getElementById("sure-words").textContent = words.forget_sure;
  sure.returnValue = "no";
  sure.showModal();
});
sure.addEventListener("close", async () => {
  if (sure.returnValue !== "yes") return;
  try {
    await call("/api/forget");
  } catch (error) {
    return toast(error.status ? error.message : words.failed);
  }
  line.close();
  outbox.clear();
  composer.clear();
  location.replace("/");
});

document.getElementById("typing-words").textContent = words.typing;
if (!navigator.onLine) offline.textContent = words.offline;
if (state.chat !== null) line.open();
outbox.whenBegun(() => line.open());
whenSent(() => line.open());
outbox.flush();
performance.mark("ready");
document.documentElement.dataset.ready = "1";
