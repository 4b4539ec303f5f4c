import { mount } from "svelte";
import "@fontsource-variable/inter";
import "./kit/base.css";
import App from "./App.svelte";
import { hearFailures } from "./kit/failures";
import { beginSize } from "./kit/size.svelte";
import { beginTheme } from "./kit/theme.svelte";

const target = document.getElementById("app");
if (!target) throw new Error("#app is missing from index.html");

hearFailures();
beginTheme();
beginSize();

export default mount(App, { target });
