import { mount } from "svelte";
import "@fontsource-variable/inter";
import "./kit/base.css";
import App from "./App.svelte";

const target = document.getElementById("app");
if (!target) throw new Error("#app is missing from index.html");

export default mount(App, { target });
