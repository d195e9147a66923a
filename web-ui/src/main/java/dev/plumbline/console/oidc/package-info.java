/**
 * Signing in through an OpenID Connect provider: what is asked of it, what of its answers holds, and which role follows.
 * Knows no user, no session and no database.
 */
@NullMarked
package dev.plumbline.console.oidc;

import org.jspecify.annotations.NullMarked;
