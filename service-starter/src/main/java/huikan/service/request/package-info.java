/** Requests are validated records: what is wrong with one is collected, each with a JSON pointer, and answered at once. */
@NullMarked
package huikan.service.request;

import org.jspecify.annotations.NullMarked;
