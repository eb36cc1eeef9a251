// The type of an import that asks Vite for the URL of a worker.
declare module '*?worker&url' {
  const url: string;
  export default url;
}
