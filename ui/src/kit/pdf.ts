// PDF pages drawn by pdf.js, loaded only when a paper is first shown. The legacy build is the one WebKitGTK reads.

import type { PDFDocumentProxy } from "pdfjs-dist";
import workerUrl from "pdfjs-dist/legacy/build/pdf.worker.min.mjs?url";

async function library(): Promise<typeof import("pdfjs-dist")> {
  const pdf = await import("pdfjs-dist/legacy/build/pdf.min.mjs");
  pdf.GlobalWorkerOptions.workerSrc = workerUrl;
  return pdf;
}

export async function openPdf(bytes: Uint8Array): Promise<PDFDocumentProxy> {
  const { getDocument } = await library();
  // The page may neither evaluate code nor fetch: faces are in the file itself.
  return getDocument({
    data: bytes,
    isEvalSupported: false,
    useWasm: false,
    useWorkerFetch: false,
    useSystemFonts: false,
  }).promise;
}

/** Draws a page as wide as its place, sharp on any screen. */
export async function drawPage(
  document: PDFDocumentProxy,
  number: number,
  canvas: HTMLCanvasElement,
  width: number,
): Promise<void> {
  const page = await document.getPage(number);
  const wide = page.getViewport({ scale: 1 }).width;
  const viewport = page.getViewport({ scale: (width / wide) * Math.max(window.devicePixelRatio, 1.5) });
  canvas.width = Math.round(viewport.width);
  canvas.height = Math.round(viewport.height);
  await page.render({ canvas, viewport }).promise;
}

export async function textOf(document: PDFDocumentProxy, number: number): Promise<string> {
  // Read piece by piece: WebKit's streams cannot be iterated, which is how pdf.js would gather them itself.
  const reader = (await document.getPage(number))
    .streamTextContent()
    .getReader() as ReadableStreamDefaultReader<{ items: object[] }>;
  const words: string[] = [];
  for (let piece = await reader.read(); !piece.done; piece = await reader.read()) {
    for (const item of piece.value.items) if ("str" in item) words.push(String(item.str));
  }
  return words.join(" ");
}
