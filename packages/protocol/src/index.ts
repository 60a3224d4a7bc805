export { AppError, ERROR_CODES, type ErrorCode, type ErrorDetails, type FieldProblem } from './errors.ts';
export { LIMITS } from './limits.ts';
export * from './words.ts';
