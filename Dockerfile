# Node 20 or newer would do to install: the server itself runs on the Node 24 that is one of its dependencies.
FROM node:24-bookworm-slim
WORKDIR /app
ENV NODE_ENV=production HOST=0.0.0.0 PARLEY_DATA_DIR=/data
# The build of the widget reads its compiler settings from tsconfig.base.json.
COPY package.json package-lock.json .npmrc tsconfig.base.json ./
COPY packages/protocol/package.json packages/protocol/
COPY packages/server/package.json packages/server/
COPY packages/sdk/package.json packages/sdk/
COPY packages/widget/package.json packages/widget/
COPY packages/inbox/package.json packages/inbox/
COPY packages/server/bin packages/server/bin
RUN npm ci --omit=dev
COPY packages packages
# The guide to embedding is what warnings in browsers lead to.
COPY docs/guide docs/guide
# The database template, the widget and the inbox are built here, so that the first start in the container is quick too.
RUN node packages/server/bin/build-template.mjs && mkdir /data && chown node:node /data
USER node
VOLUME /data
EXPOSE 3000
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=10s --timeout=3s CMD node -e "fetch('http://127.0.0.1:'+(process.env.PORT||3000)+'/readyz').then(r=>process.exit(r.ok?0:1),()=>process.exit(1))"
# A small young generation: 25 MB less after the start, 120 MB less under load, and no slower.
CMD ["node", "--max-semi-space-size=8", "packages/server/bin/parley.mjs", "serve"]
