import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A script of the widget, as it travels. Its path never names other bytes. */
export type WidgetAsset = {
  /** `/widget/app-….js` */
  readonly path: string;
  readonly contentType: string;
  /** What a browser compares it with: `sha384-…`. */
  readonly integrity: string;
  readonly plain: Buffer;
  readonly brotli: Buffer;
  readonly gzip: Buffer;
};

/** The scripts that this version of the server gives to sites. */
export interface WidgetAssets {
  /** Null when the scripts could not be built. */
  readonly version: string | null;
  /** The loader that never changes, for `<script src integrity>`; null when the scripts could not be built. */
  readonly loader: { readonly path: string; readonly integrity: string } | null;
  readonly files: readonly WidgetAsset[];
  find(path: string): WidgetAsset | null;
}

export const SCRIPT_TYPE = 'text/javascript; charset=utf-8';

/** Reads what a build has left in a folder, into memory. Throws when it is not whole. */
export function readWidgetAssets(folder: string): WidgetAssets {
  const manifest: Manifest = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8'));
  const files = manifest.files.map(({ name, integrity }) => ({
    path: `/widget/${name}`,
    contentType: SCRIPT_TYPE,
    integrity,
    plain: readFileSync(join(folder, name)),
    brotli: readFileSync(join(folder, `${name}.br`)),
    gzip: readFileSync(join(folder, `${name}.gz`)),
  }));
  const byPath = new Map(files.map((file) => [file.path, file]));
  const loader = byPath.get(`/widget/${manifest.loader}`);
  if (!loader) throw new Error(`the build in ${folder} has no loader`);
  return {
    version: manifest.version,
    loader: { path: loader.path, integrity: loader.integrity },
    files,
    find: (path) => byPath.get(path) ?? null,
  };
}

/** For a server whose scripts could not be built: it does everything else. */
export const NO_WIDGET_ASSETS: WidgetAssets = { version: null, loader: null, files: [], find: () => null };

type Manifest = {
  readonly version: string;
  readonly loader: string;
  readonly files: readonly { readonly name: string; readonly integrity: string }[];
};
