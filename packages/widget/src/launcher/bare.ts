/** Options for the browser that have nothing but what they say: what a page has added to all objects counts for them too. */
export const bare = <Options extends object>(options: Options): Options => Object.assign(Object.create(null), options);
