import { mount } from "svelte";
import "@fontsource-variable/inter";
import "./kit/base.css";
import App from "./App.svelte";
import { doors } from "./doors";
import { setHost } from "./host";

// The window always carries the built page; what Vite serves is in a browser.
if (import.meta.env.DEV) setHost(doors);

const target = document.getElementById("app");
if (!target) throw new Error("#app is missing from index.html");

export default mount(App, { target });
