// The screens as they come: the first one is drawn before the code of the others is there.

import type { Component } from "svelte";
import type { Place, RouteName } from "../router.svelte";

export type Screen = Component<{ place: Place }>;
type Screens = Partial<Record<RouteName, Screen>>;

const there: Screens = {};

async function fetched(name: RouteName): Promise<Screens> {
  if (name === "today") return { today: (await import("../today/Today.svelte")).default };
  return (await import("./screens")).SCREENS;
}

async function fetch(name: RouteName): Promise<Screen> {
  const screen = Object.assign(there, await fetched(name))[name];
  if (!screen) throw new Error(`no screen ${name}`);
  return screen;
}

/** The screen of this name: at once where it was fetched before. */
export function screenOf(name: RouteName): Screen | Promise<Screen> {
  return there[name] ?? fetch(name);
}

/** Fetches all, so that going to a screen waits for nothing; what cannot be had is told where one goes to it. */
export async function fetchAll(): Promise<void> {
  await Promise.allSettled([screenOf("today"), screenOf("deals")]);
}
