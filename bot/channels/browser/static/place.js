// A reader's page: to the quoted words, the address to the clipboard, and to the printer.
const mark = document.querySelector("article mark");
if (mark && (!location.hash || location.hash === "#trich")) mark.scrollIntoView({ block: "center" });

if (matchMedia("(min-width: 64rem)").matches) {
  const contents = document.getElementById("ben-canh");
  if (contents) contents.open = true;
}

const print = document.getElementById("print");
print.hidden = false;
print.addEventListener("click", () => window.print());

const copy = document.getElementById("copy");
if (copy && navigator.clipboard) {
  copy.hidden = false;
  copy.addEventListener("click", async () => {
    await navigator.clipboard.writeText(location.href);
    document.getElementById("done").textContent = "✓";
  });
}
