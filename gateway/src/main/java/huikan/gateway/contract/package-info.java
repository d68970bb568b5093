/** The published contract: one OpenAPI document, and a page to read it. */
@NullMarked
package huikan.gateway.contract;

import org.jspecify.annotations.NullMarked;
