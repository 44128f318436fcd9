"use strict";
// What the audit would say of what stands in the form, shown beside it as one types. Nothing is
// written. Without this script all of the form works, and what stands beside it grows with each save.
// Besides, the browser asks before what was typed is lost.

const PAUSE = 400; // milliseconds for which nothing is typed
const LONGEST = 30_000; // milliseconds to wait for an answer
const form = document.querySelector("form[data-beside]");
let pause, asking, again, held, leaving, typed;

function later() {
  leaving = false;
  clearTimeout(pause);
  pause = setTimeout(look, PAUSE);
}

async function look() {
  again = true;
  if (asking) return; // one at a time, so that none takes the place of a newer one
  asking = true;
  while (again) {
    again = false;
    try {
      const body = new URLSearchParams(new FormData(form));
      const signal = AbortSignal.timeout(LONGEST);
      const answer = await fetch(form.dataset.beside, { method: "POST", body, signal, redirect: "error" });
      if (!answer.ok) throw new Error(answer.statusText);
      const page = await answer.text();
      if (!again) show(new DOMParser().parseFromString(page, "text/html").body);
    } catch {
      if (!leaving) document.getElementById("counts").textContent = form.dataset.silent;
    }
  }
  asking = false;
}

function show(page) {
  held = null;
  for (const part of [...page.children]) {
    const now = document.getElementById(part.id);
    if (now.contains(document.activeElement)) {
      held = page; // whoever is in there would lose their place
      continue;
    }
    for (const one of part.querySelectorAll("details")) {
      one.open = document.getElementById(one.id)?.open ?? one.open;
    }
    if (now.innerHTML !== part.innerHTML) now.replaceChildren(...part.cloneNode(true).childNodes);
  }
}

form.addEventListener("input", () => {
  typed = true;
  later();
});
form.addEventListener("submit", () => {
  leaving = true;
  typed = false;
  clearTimeout(pause);
});
document.addEventListener("focusout", () => setTimeout(() => held && show(held)));
// Where something leads elsewhere without saving, the browser asks first.
addEventListener("beforeunload", (event) => typed && event.preventDefault());
addEventListener("pageshow", later); // a browser may have put back what was typed
