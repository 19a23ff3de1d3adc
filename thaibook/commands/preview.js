// Asks twice a second whether the book has been built anew, and shows it where it was.
const list = document.querySelector("select");
const frame = document.querySelector("#epub");
list.value = sessionStorage.getItem("section") || list.value;
if (list.value) frame.src = list.value;
list.addEventListener("change", () => {
  sessionStorage.setItem("section", list.value);
  frame.src = list.value;
});
setInterval(async () => {
  try {
    const version = await (await fetch("version")).text();
    if (version !== document.documentElement.dataset.version) location.reload();
  } catch { /* the program has ended */ }
}, 500);
