package huikan.submission.sheet;

/**
 * What is wrong with one cell.
 *
 * @param cell as a spreadsheet names it, such as C17
 * @param code a stable word for programs
 * @param message what came, and what to write
 */
record CellProblem(String cell, String code, String message) {}
