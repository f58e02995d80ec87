// Files and voice notes on their way, with progress and a way to stop.
import { wait } from "./log.js";
import { canRecord, element, newKey, refusal, sizeOf, state, toast, words } from "./start.js";

const uploads = document.getElementById("uploads");
const input = document.getElementById("file");
const record = document.getElementById("record");
let onBegun = () => {};
let recorder = null;

/** Hear of the first file that the server took, which may begin the chat. */
export const whenSent = (listener) => (onBegun = listener);

/** Send a file; `seconds` makes it a voice note. */
export function sendFile(file, seconds = null) {
  if (file.size > state.most.file) return toast(words.too_large);
  if (!file.size) return toast(words.empty_file);
  const query = new URLSearchParams({ key: newKey(), name: file.name || "", mime: file.type });
  if (seconds !== null) query.set("seconds", String(seconds));
  const row = show(file);
  upload(row, file, query);
}

function upload(row, file, query) {
  const request = new XMLHttpRequest();
  request.open("POST", `/api/file?${query}`);
  request.setRequestHeader("X-Congvu", state.proof);
  request.setRequestHeader("Content-Type", "application/octet-stream");
  request.upload.onprogress = (event) => (row.bar.value = event.loaded / file.size);
  request.onload = async () => {
    if (request.status === 200) {
      row.remove();
      wait();
      onBegun();
      return;
    }
    const told = await refusal(request.status, () => JSON.parse(request.responseText));
    row.fail(told.message, () => upload(row, file, query));
  };
  request.onerror = () => row.fail(words.refused, () => upload(row, file, query));
  row.stop = () => request.abort();
  row.start();
  request.send(file);
}

/** A row that shows how far a file has come. */
function show(file) {
  const box = element("div", "upload");
  const label = element("span", "", `${words.uploading}: ${file.name} (${sizeOf(file.size)})`);
  const bar = document.createElement("progress");
  const button = element("button", "quiet small", words.cancel);
  button.type = "button";
  bar.setAttribute("aria-label", words.uploading);
  box.append(label, button, bar);
  uploads.append(box);
  const row = {
    bar,
    stop: () => {},
    remove: () => box.remove(),
    start() {
      label.className = "";
      bar.hidden = false;
      button.textContent = words.cancel;
      button.onclick = () => (row.stop(), row.remove());
    },
    fail(told, again) {
      label.textContent = `${file.name}: ${told}`;
      label.className = "bad";
      label.setAttribute("role", "alert");
      bar.hidden = true;
      button.textContent = words.again;
      button.onclick = again;
      box.querySelector(".away")?.remove();
      const away = element("button", "quiet small away", words.drop);
      away.type = "button";
      away.onclick = row.remove;
      box.append(away);
    },
  };
  return row;
}

async function startRecording() {
  const stream = await navigator.mediaDevices.getUserMedia({ audio: true });
  const pieces = [];
  const since = Date.now();
  recorder = new MediaRecorder(stream);
  recorder.ondataavailable = (event) => pieces.push(event.data);
  recorder.onstop = () => {
    stream.getTracks().forEach((track) => track.stop());
    const type = recorder.mimeType.replace("video/", "audio/");
    recorder = null;
    mark(false);
    const seconds = Math.max(1, Math.round((Date.now() - since) / 1000));
    sendFile(new File(pieces, words.voice, { type }), seconds);
  };
  recorder.start();
  mark(true);
}

function mark(isOn) {
  const told = isOn ? words.recording : words.record;
  record.setAttribute("aria-pressed", String(isOn));
  record.title = told;
  record.querySelector(".unseen").textContent = told;
}

document.getElementById("attach").addEventListener("click", () => input.click());
input.addEventListener("change", () => {
  [...input.files].forEach((file) => sendFile(file));
  input.value = "";
});
document.addEventListener("paste", (event) => {
  const files = [...(event.clipboardData?.files ?? [])];
  if (!files.length) return;
  event.preventDefault();
  files.forEach((file) => sendFile(file));
});
document.addEventListener("dragover", (event) => event.preventDefault());
document.addEventListener("drop", (event) => {
  event.preventDefault();
  [...(event.dataTransfer?.files ?? [])].forEach((file) => sendFile(file));
});
if (canRecord) {
  mark(false);
  record.addEventListener("click", async () => {
    if (recorder) return recorder.stop();
    try {
      await startRecording();
    } catch {
      toast(words.no_microphone);
    }
  });
}
