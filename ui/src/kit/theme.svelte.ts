// Light or dark, as the system says or as one chose on this machine. It is no data of the books.

export type Theme = "system" | "light" | "dark";
const KEY = "theme";

const kept = (): Theme => {
  const text = localStorage.getItem(KEY);
  return text === "light" || text === "dark" ? text : "system";
};

let chosen = $state<Theme>(kept());

function apply(theme: Theme): void {
  if (theme === "system") delete document.documentElement.dataset["theme"];
  else document.documentElement.dataset["theme"] = theme;
}

export const theme = {
  get chosen(): Theme {
    return chosen;
  },
  set chosen(wanted: Theme) {
    chosen = wanted;
    localStorage.setItem(KEY, wanted);
    apply(wanted);
  },
};

/** Before the first screen is drawn. */
export const beginTheme = (): void => apply(chosen);
