// A demo: playing another part, and moving the clock.
import { call, setNow, state, toast, words } from "./start.js";

if (state.demo) {
  const part = document.getElementById("part");
  part.addEventListener("change", async () => {
    try {
      await call("/api/demo/part", { part: part.value });
      location.reload();
    } catch (error) {
      part.value = state.demo.part;
      toast(error.status ? error.message : words.failed);
    }
  });
  for (const button of document.querySelectorAll("[data-by]")) {
    button.addEventListener("click", async () => {
      button.disabled = true;
      try {
        const told = await call("/api/demo/clock", { by: button.dataset.by });
        setNow(told.now);
        document.getElementById("moment").textContent = told.moment;
      } catch (error) {
        toast(error.status ? error.message : words.failed);
      }
      button.disabled = false;
    });
  }
}
