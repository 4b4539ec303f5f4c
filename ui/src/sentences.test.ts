import { expect, test } from "vitest";
import { set } from "./sentences";

const plain = ["Ligne 2", "le prix manque"].join(" : ");

test("what the books say is set, what people typed is not", () => {
  const answer = set({
    problems: [{ field: "lines[1]", message: plain }],
    content: { subject: plain, lines: [{ label: plain, detail: plain }] },
    tasks: [{ pressing: true, text: plain, detail: plain, title: plain }],
    why: [plain],
    rows: [{ deal_title: "", title: plain, text: plain }],
  });
  const hard = plain.replace(" :", "\u00a0:");
  expect(answer.problems[0]!.message).toBe(hard);
  expect(answer.why).toEqual([hard]);
  expect(answer.content).toEqual({ subject: plain, lines: [{ label: plain, detail: plain }] });
  expect(answer.tasks[0]).toEqual({ pressing: true, text: hard, detail: hard, title: plain });
  expect(answer.rows[0]).toEqual({ deal_title: "", title: hard, text: hard });
});
