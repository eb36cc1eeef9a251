// What Vite makes of an import that asks for the URL of a worker.
declare module '*?worker&url' {
  const url: string;
  export default url;
}
