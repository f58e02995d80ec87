// Theme and text size, kept in cookies so that the server sends every page in the chosen look.
const YEAR = 365 * 24 * 3600;
const MARKS = { "giao-dien": "theme", "co-chu": "size" };

const secure = location.protocol === "https:" ? "; Secure" : "";

for (const input of document.querySelectorAll("#settings input[type=radio]")) {
  input.addEventListener("change", () => {
    const mark = MARKS[input.name];
    if (input.value) document.documentElement.dataset[mark] = input.value;
    else delete document.documentElement.dataset[mark];
    const age = input.value ? YEAR : 0;
    document.cookie = `${input.name}=${input.value}; Path=/; Max-Age=${age}; SameSite=Lax${secure}`;
  });
}

const menu = document.getElementById("settings");
document.addEventListener("click", (event) => {
  if (menu.open && !menu.contains(event.target)) menu.open = false;
});
menu.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  menu.open = false;
  menu.querySelector("summary").focus();
});
