import type { z } from 'zod';
import type { ErrorCode } from '../errors.ts';
import type { Permission, TokenScope } from '../words.ts';

export const HTTP_METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const;
export type HttpMethod = (typeof HTTP_METHODS)[number];

/**
 * Which door an endpoint belongs to: it decides how callers sign in and in which dialect errors are written. Endpoints
 * of `workspace` also stand under `/inbox/api/{workspace_id}/…` for people who are signed in; those of `inbox` only there.
 * Those of `widget` are called by browsers of visitors from other sites.
 */
export type Surface = 'chat' | 'agent' | 'workspace' | 'inbox' | 'widget' | 'ops';

/** Which rate limit counts a call (design §8); `none` is for the doors that are not limited per token. */
export type Tier = 'read' | 'write' | 'heavy' | 'chat' | 'workspace' | 'none';

/** One success answer: a schema for each content type that it may come in. */
export type ResponseValue = {
  readonly description: string;
  readonly content: { readonly [contentType: string]: z.ZodType };
  readonly headers?: { readonly [name: string]: string };
  readonly example?: unknown;
  /** For `text/event-stream`: each event's name with the schema of its data. */
  readonly events?: { readonly [name: string]: z.ZodType };
};

/**
 * An endpoint as a value: the only place that says its path, shapes and rules. Routes, the OpenAPI document, the SDK's
 * types and the tests are all derived from it. `path` is written as in OpenAPI (`/x/{id}`), without a trailing slash.
 */
export type Endpoint = {
  readonly id: string;
  readonly method: HttpMethod;
  readonly path: `/${string}`;
  readonly summary: string;
  readonly description?: string;
  readonly tags: readonly [string, ...string[]];
  /** The least scope a token needs; null where no token is asked for. */
  readonly scope: TokenScope | null;
  /** What a key or a signed-in person needs, on the surfaces `workspace` and `inbox`; null lets any of them in. */
  readonly permission?: Permission | null;
  /** On the surface `widget`: whether the caller must be a visitor with a session. */
  readonly asksForVisitor?: boolean;
  readonly surface: Surface;
  readonly tier: Tier;
  readonly params?: z.ZodType;
  readonly query?: z.ZodType;
  readonly body?: z.ZodType;
  /** `application/json` unless said otherwise. */
  readonly bodyType?: 'application/json' | 'multipart/form-data';
  readonly bodyExample?: unknown;
  /** Request headers worth knowing: name to description. */
  readonly headers?: { readonly [name: string]: string };
  readonly responses: { readonly [status: number]: ResponseValue };
  /** Refusals beyond those that the surface implies by itself. */
  readonly errors: readonly ErrorCode[];
};

/** Types an endpoint without widening it, so that its literal id, path and schemas stay known. */
export const endpoint = <const E extends Endpoint>(value: E): E => value;

/** A JSON answer of one shape. */
export const json = <S extends z.ZodType>(schema: S, description: string, example?: unknown) =>
  ({
    description,
    content: { 'application/json': schema },
    ...(example === undefined ? {} : { example }),
  }) as const;

/** The path as Fastify's router wants it: `/x/{id}` becomes `/x/:id`. */
export const routerPath = (path: string): string => path.replaceAll(/\{(\w+)\}/g, ':$1');

type Output<S, Otherwise> = S extends z.ZodType ? z.output<S> : Otherwise;
type Input<S, Otherwise> = S extends z.ZodType ? z.input<S> : Otherwise;
type None = Readonly<Record<never, never>>;

/** What a handler receives after validation. */
export type ParamsOf<E extends Endpoint> = Output<E['params'], None>;
export type QueryOf<E extends Endpoint> = Output<E['query'], None>;
export type BodyOf<E extends Endpoint> = Output<E['body'], undefined>;

/** What a caller sends, before defaults and conversions. */
export type ParamsInputOf<E extends Endpoint> = Input<E['params'], None>;
export type QueryInputOf<E extends Endpoint> = Input<E['query'], None>;
export type BodyInputOf<E extends Endpoint> = Input<E['body'], undefined>;

type JsonContent<R> = R extends { content: { 'application/json': infer S extends z.ZodType } } ? z.output<S> : never;
type ImageContent<R> = R extends { content: { 'image/png': z.ZodType } } ? string | Uint8Array : never;

/** The body of the success answers: JSON, or an image as it is sent. */
export type ReplyOf<E extends Endpoint> = {
  [S in keyof E['responses']]: JsonContent<E['responses'][S]> | ImageContent<E['responses'][S]>;
}[keyof E['responses']];
