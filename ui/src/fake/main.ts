// The page over books that are only written down: to look at screens without the window. Never part of the build.
// `fake.html?theme=dark&state=empty#/affaires/1`

import { mount } from "svelte";
import "@fontsource-variable/inter";
import "../kit/base.css";
import App from "../App.svelte";
import { setHost } from "../host";
import { fakeHost } from "./host";

const query = new URLSearchParams(location.search);
const theme = query.get("theme");
if (theme) document.documentElement.dataset["theme"] = theme;
const zoom = query.get("text");
if (zoom) document.documentElement.style.fontSize = `${zoom}%`;
setHost(fakeHost(query.get("state") ?? "full"));
mount(App, { target: document.getElementById("app")! });
// Lets a picture show what only a press opens.
const press = query.get("press");
if (press)
  setTimeout(
    () =>
      [...document.querySelectorAll<HTMLElement>("button, a")]
        .find((one) => one.textContent?.trim().startsWith(press))
        ?.click(),
    700,
  );
