// The columns of a story: a text that is cut can be unfolded.
export function startColumns(): void {
  for (const text of document.querySelectorAll<HTMLElement>(".telling")) {
    if (text.scrollHeight <= text.clientHeight + 8) continue;
    text.classList.add("cut");
    const more = document.createElement("button");
    more.type = "button";
    more.className = "more";
    // Nothing is cut where it ends.
    const settle = () =>
      text.classList.toggle("end", text.scrollTop + text.clientHeight >= text.scrollHeight - 8);
    const say = (whole: boolean) => {
      text.classList.toggle("whole", whole);
      more.setAttribute("aria-expanded", String(whole));
      more.textContent = whole ? "Less" : "More";
      settle();
    };
    say(false);
    more.addEventListener("click", () => say(!text.classList.contains("whole")));
    text.addEventListener("scroll", settle);
    text.after(more);
  }
}
