// Automatic, light or dark, as the reader wants it; kept in the browser.
const kKey = "hearsay-theme";
const kThemes = ["auto", "light", "dark"] as const;
type Theme = (typeof kThemes)[number];

function chosen(): Theme {
  try {
    const kept = localStorage.getItem(kKey);
    return kThemes.find((one) => one === kept) ?? "auto";
  } catch {
    return "auto"; // storage is forbidden
  }
}

export function applyTheme(theme: Theme = chosen()): void {
  if (theme === "auto") delete document.documentElement.dataset["theme"];
  else document.documentElement.dataset["theme"] = theme;
}

export function startTheme(): void {
  const button = document.getElementById("theme");
  if (!button) return;
  let theme = chosen();
  const say = () => (button.textContent = `Theme: ${theme}`);
  say();
  button.addEventListener("click", () => {
    theme = kThemes[(kThemes.indexOf(theme) + 1) % kThemes.length]!;
    applyTheme(theme);
    say();
    try {
      localStorage.setItem(kKey, theme);
    } catch {
      // It holds for this page, then.
    }
  });
}
