// The legacy build is the same library with older engines in mind; it ships without types of its own.
declare module "pdfjs-dist/legacy/build/pdf.min.mjs" {
  export * from "pdfjs-dist";
}
