/// <reference types="vite/client" />

interface ImportMetaEnv {
  /** Where Parley answers, such as `http://127.0.0.1:3000`. */
  readonly VITE_PARLEY_HOST: string;
  readonly VITE_PARLEY_SCENARIO: string;
}
