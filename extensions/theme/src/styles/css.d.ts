/** A style sheet as text: build.ts and Vite both give the (minified) text. */
declare module '*.css?inline' {
  const text: string;
  export default text;
}
