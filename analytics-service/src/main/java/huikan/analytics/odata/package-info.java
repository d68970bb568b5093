/** The figures as an OData 4.0 service, for Excel, Power BI and whatever else reads such a feed. */
@NullMarked
package huikan.analytics.odata;

import org.jspecify.annotations.NullMarked;
