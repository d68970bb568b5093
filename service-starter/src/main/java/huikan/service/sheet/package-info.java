/** Tables as files that people open: CSV and XLSX. */
@NullMarked
package huikan.service.sheet;

import org.jspecify.annotations.NullMarked;
