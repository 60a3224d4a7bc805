import type { LanguageModelV4 } from '@ai-sdk/provider';
import { AppError } from '@parley/protocol';
import { createBuiltinModel } from '../builtin/language-model.ts';

const MODEL_VENDORS = ['openai', 'anthropic', 'google', 'compatible'] as const;
type ModelVendor = (typeof MODEL_VENDORS)[number];

export type ModelSpec =
  | { readonly vendor: 'builtin' }
  | { readonly vendor: ModelVendor /** The vendor's own name; may hold slashes. */; readonly model: string };

export type LanguageModelSettings = {
  readonly spec: ModelSpec;
  /** The vendor's key. Only `compatible` (a server on the own machine, say) works without one. */
  readonly apiKey?: string | undefined;
  /** Where the API is, with its version (`https://host/v1`); required for `compatible`, else the vendor's own address. */
  readonly baseUrl?: string | undefined;
};

/** Reads what `PARLEY_MODEL` may say: `builtin`, or a vendor and a model name parted by a slash. Throws bad_request. */
export function parseModelSpec(text: string): ModelSpec {
  const spec = text.trim();
  if (spec === 'builtin') return { vendor: 'builtin' };
  const slash = spec.indexOf('/');
  const vendor = MODEL_VENDORS.find((name) => name === spec.slice(0, Math.max(slash, 0)));
  const model = spec.slice(slash + 1).trim();
  if (vendor === undefined || model === '') {
    const forms = MODEL_VENDORS.map((name) => `"${name}/<model>"`).join(', ');
    throw new AppError('bad_request', `The model "${spec}" is not known: use "builtin" or one of ${forms}.`);
  }
  return { vendor, model };
}

/** The name that usage and logs carry; the inverse of `parseModelSpec`. */
export function modelName(spec: ModelSpec): string {
  return spec.vendor === 'builtin' ? 'builtin' : `${spec.vendor}/${spec.model}`;
}

/**
 * The model behind the AI SDK's interface. Throws bad_request when a key or an address is missing. A vendor's package is
 * loaded only when it is wanted: the default start needs none of the four.
 */
export async function createLanguageModel(settings: LanguageModelSettings): Promise<LanguageModelV4> {
  const { spec } = settings;
  switch (spec.vendor) {
    case 'builtin':
      return createBuiltinModel();
    case 'openai': {
      const { createOpenAI } = await import('@ai-sdk/openai');
      // Chat completions, not responses: the protocol that proxies and gateways in front of OpenAI speak as well.
      return createOpenAI(connection(settings, 'https://api.openai.com/v1')).chat(spec.model);
    }
    case 'anthropic': {
      const { createAnthropic } = await import('@ai-sdk/anthropic');
      return createAnthropic(connection(settings, 'https://api.anthropic.com/v1')).languageModel(spec.model);
    }
    case 'google': {
      const { createGoogle } = await import('@ai-sdk/google');
      const standardUrl = 'https://generativelanguage.googleapis.com/v1beta';
      return createGoogle(connection(settings, standardUrl)).languageModel(spec.model);
    }
    case 'compatible': {
      const { createOpenAICompatible } = await import('@ai-sdk/openai-compatible');
      return createOpenAICompatible({ ...compatibleConnection(settings), name: 'compatible', includeUsage: true })(
        spec.model,
      );
    }
  }
}

type Connection = { readonly apiKey: string; readonly baseURL: string };

/** Key and address are always passed: a vendor's package that misses one takes it from the environment unasked. */
function connection({ spec, apiKey, baseUrl }: LanguageModelSettings, standardUrl: string): Connection {
  if (apiKey === undefined || apiKey.trim() === '') {
    throw new AppError('bad_request', `The model "${modelName(spec)}" needs a key: set PARLEY_MODEL_API_KEY.`);
  }
  return { apiKey: apiKey.trim(), baseURL: checkedUrl(baseUrl) ?? standardUrl };
}

function compatibleConnection({ spec, apiKey, baseUrl }: LanguageModelSettings): { apiKey?: string; baseURL: string } {
  const baseURL = checkedUrl(baseUrl);
  if (baseURL === null) {
    throw new AppError('bad_request', `The model "${modelName(spec)}" needs an address: set PARLEY_MODEL_BASE_URL.`);
  }
  return apiKey === undefined || apiKey.trim() === '' ? { baseURL } : { baseURL, apiKey: apiKey.trim() };
}

function checkedUrl(baseUrl: string | undefined): string | null {
  if (baseUrl === undefined || baseUrl.trim() === '') return null;
  const url = URL.parse(baseUrl.trim());
  if (url === null || !['http:', 'https:'].includes(url.protocol)) {
    // Not repeated: it may hold a password.
    throw new AppError('bad_request', 'The address of the model is no http(s) address.');
  }
  return url.href.replace(/\/+$/, '');
}
