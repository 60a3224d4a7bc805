/** What can be chosen for a field of the filter. */
export type FieldOption = { readonly value: string; readonly label: string; readonly color?: string | null };
