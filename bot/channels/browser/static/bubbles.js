// A message made into elements. Text stays text: nothing here reads markup.
import { clockOf, element, sizeOf, words } from "./start.js";

const STYLES = {
  bold: "strong",
  italic: "em",
  underline: "u",
  strikethrough: "s",
  code: "code",
};

// Thumbs are drawn, since not every machine has a font that shows them.
const THUMB = "M7 11v9H4v-9zM7 11l4-7a2.2 2.2 0 0 1 2.2 2.2V9.5H19a1.8 1.8 0 0 1 1.75 2.2l-1.6 6.800A1.9 1.9 0 0 1 17.300 20H7";
const DRAWN = { "👍": "up", "👎": "down" };

/** Return the element of a message as the server tells it. */
export function bubble(message) {
  const made = element("article", `message ${message.mine ? "me" : "bot"}`);
  if (message.id) made.dataset.id = message.id;
  if (message.key) made.dataset.key = message.key;
  made.dataset.at = message.at;
  const box = element("div", message.protected ? "bubble protected" : "bubble");
  box.append(element("span", "unseen", `${message.mine ? words.me : words.bot}: `));
  if (message.file) box.append(attachment(message.file));
  if (message.text) box.append(rich(message.text, message.entities || []));
  box.append(element("span", "meta", clockOf(message.at)));
  made.append(box);
  if (message.buttons) made.append(keys(message.buttons));
  return made;
}

/** Text with its entities, a paragraph for each line. */
export function rich(text, entities) {
  const block = element("div", "text");
  let offset = 0;
  for (const line of text.split("\n")) {
    const end = offset + line.length;
    const here = entities.filter((e) => e.offset < end && e.offset + e.length > offset);
    const paragraph = element("p", kindOf(line, here));
    inline(paragraph, line, offset, here);
    block.append(paragraph);
    offset = end + 1;
  }
  return block;
}

function kindOf(line, entities) {
  const types = entities.map((entity) => entity.type);
  if (types.includes("pre")) return "code";
  if (types.some((type) => type.endsWith("blockquote"))) return "quote";
  if (!line.trim()) return "gap";
  if (/^\s*[•–-]\s/.test(line)) return /^\s/.test(line) ? "item deep" : "item";
  return /^\s/.test(line) ? "more" : "";
}

/** Fill `parent` with a line: cut wherever an entity begins or ends, then wrapped piece by piece. */
function inline(parent, line, offset, entities) {
  const cuts = new Set([0, line.length]);
  for (const { offset: start, length } of entities) {
    cuts.add(Math.max(0, start - offset));
    cuts.add(Math.min(line.length, start + length - offset));
  }
  const places = [...cuts].sort((a, b) => a - b);
  for (let i = 0; i + 1 < places.length; i++) {
    const [start, end] = [offset + places[i], offset + places[i + 1]];
    const over = entities.filter((e) => e.offset <= start && e.offset + e.length >= end);
    let piece = document.createTextNode(line.slice(places[i], places[i + 1]));
    for (const entity of over.reverse()) piece = wrap(piece, entity);
    parent.append(piece);
  }
}

function wrap(piece, entity) {
  const around = wrapper(entity, piece.textContent);
  if (around === null) return piece;
  around.append(piece);
  return around;
}

function wrapper(entity, text) {
  if (STYLES[entity.type]) return document.createElement(STYLES[entity.type]);
  if (entity.type === "text_link") return link(entity.url);
  if (entity.type === "spoiler") {
    const hidden = element("span", "spoiler");
    hidden.tabIndex = 0;
    return hidden;
  }
  if (entity.type !== "bot_command") return null;
  const made = element("button", "command");
  made.type = "button";
  made.dataset.say = text;
  return made;
}

/** A link to a page of ours or to another site; anything else stays text. */
function link(address) {
  const isOurs = /^\/(?!\/)/.test(address);
  if (!isOurs && !/^https?:\/\//i.test(address)) return null;
  const made = document.createElement("a");
  made.href = address;
  if (!isOurs) {
    made.target = "_blank";
    made.rel = "noopener noreferrer";
  }
  return made;
}

function attachment(file) {
  if (file.kind === "voice") {
    const player = document.createElement("audio");
    player.controls = true;
    player.preload = "none";
    player.src = file.href;
    player.setAttribute("aria-label", words.voice);
    return player;
  }
  const made = element("a", file.kind === "picture" ? "picture" : "file");
  made.href = file.href;
  if (file.kind === "picture") {
    const picture = document.createElement("img");
    picture.src = file.href;
    picture.alt = file.name || words.picture;
    picture.loading = "lazy";
    made.target = "_blank";
    made.append(picture);
    return made;
  }
  made.download = file.name || "";
  const told = element("span");
  told.append(element("b", "", file.name), element("small", "", `${words.download} · ${sizeOf(file.size)}`));
  made.append(told);
  return made;
}

function keys(rows) {
  const made = element("div", "keys");
  for (const row of rows) {
    const isFew = row.every((button) => [...button.label].length <= 4);
    const line = element("div", isFew ? "row few" : "row");
    for (const button of row) line.append(key(button));
    made.append(line);
  }
  return made;
}

function key(button) {
  const made = button.href ? link(button.href) : document.createElement("button");
  if (made === null) return element("span", "key", button.label);
  made.className = "key";
  made.append(...labelled(button.label));
  if (!button.href) {
    made.type = "button";
    if (button.data) made.dataset.press = button.data;
    else made.dataset.label = button.label;
  }
  return made;
}

/** A label as it is, save that a thumb is drawn; those who do not see hear the label. */
function labelled(label) {
  const thumb = Object.keys(DRAWN).find((sign) => label.startsWith(sign));
  if (!thumb) return [document.createTextNode(label)];
  const drawing = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  const line = document.createElementNS("http://www.w3.org/2000/svg", "path");
  drawing.setAttribute("viewBox", "0 0 24 24");
  drawing.setAttribute("class", DRAWN[thumb]);
  drawing.setAttribute("aria-hidden", "true");
  line.setAttribute("d", THUMB);
  drawing.append(line);
  const rest = label.slice(thumb.length);
  const shown = element("span", "", rest);
  shown.setAttribute("aria-hidden", "true");
  return [element("span", "unseen", label), drawing, ...(rest.trim() ? [shown] : [])];
}
