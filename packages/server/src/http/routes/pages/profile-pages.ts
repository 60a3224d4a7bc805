import multipart from '@fastify/multipart';
import { AppError } from '@parley/protocol';
import type { FastifyInstance } from 'fastify';
import { setOwnName } from '../../../commands/set-own-name.ts';
import { type PictureOwner, removePicture, setPicture } from '../../../commands/set-picture.ts';
import type { SignedIn } from '../../../identity/sessions.ts';
import type { Visit } from '../../../identity/visit.ts';
import type { HttpDeps } from '../../deps.ts';
import { ownPageRoute } from '../../pages/page-route.ts';
import { sniffType } from '../visitor-content/sniff-type.ts';
import { accountPage } from './account-pages.ts';
import { NAME_MAX } from './profile-section.ts';

const MAX_BYTES = 5 * 1024 * 1024;
const FORM_LIMITS = { fileSize: MAX_BYTES, files: 1, fields: 5, fieldSize: 1_024, parts: 6 };

/** What a person sets of how visitors see them: name and picture. */
export function profilePages(app: FastifyInstance, deps: HttpDeps): void {
  ownPageRoute(app, deps, { method: 'POST', url: '/account/name' }, async (call) => {
    const name = call.form('name').trim();
    if (name === '' || name.length > NAME_MAX) {
      return accountPage(deps, call, { status: 400, problem: `A name needs 1 to ${NAME_MAX} characters.` });
    }
    await setOwnName(deps, { person: ownerOf(call), name });
    return { redirect: '/account?done=name' };
  });

  app.register(async (scope) => {
    await scope.register(multipart, { limits: FORM_LIMITS });
    ownPageRoute(scope, deps, { method: 'POST', url: '/account/picture' }, async (call) => {
      const upload = await call.upload();
      if (upload.type === 'none') return accountPage(deps, call, { status: 400, problem: 'Choose a picture first.' });
      if (upload.type === 'too_large') {
        return accountPage(deps, call, { status: 413, problem: 'This file is too large: a picture has at most 5 MB.' });
      }
      const { bytes } = upload;
      try {
        await setPicture(deps, { person: ownerOf(call), contentType: await sniffType(bytes), bytes });
      } catch (error) {
        if (!(error instanceof AppError && error.code === 'unsupported_media_type')) throw error;
        return accountPage(deps, call, { status: 415, problem: error.message });
      }
      return { redirect: '/account?done=picture' };
    });
  });

  ownPageRoute(app, deps, { method: 'POST', url: '/account/picture/remove' }, async (call) => {
    await removePicture(deps, ownerOf(call));
    return { redirect: '/account?done=picture_removed' };
  });
}

const ownerOf = ({ person, visit }: { readonly person: SignedIn; readonly visit: Visit }): PictureOwner => ({
  userId: person.userId,
  ip: visit.ip,
  userAgent: visit.userAgent ?? null,
});
