<?php
/**
 * Signing: the one place that knows how. Pure functions, so that they can be tested without WordPress.
 *
 * @package Lasting
 */

if ( ! defined( 'ABSPATH' ) && ! defined( 'LASTING_TESTS' ) ) {
	exit;
}

/** So long a token is good for; the server takes none that says it lives longer. */
const LASTING_TOKEN_SECONDS = 300;

/**
 * The key of one purpose, from the secret between this shop and its server (RFC 5869, HKDF-SHA256 without a salt).
 *
 * @param string $secret  The shared secret.
 * @param string $purpose staff, shopper, note or call.
 * @return string 32 bytes.
 */
function lasting_key( $secret, $purpose ) {
	return hash_hkdf( 'sha256', $secret, 32, 'lasting/' . $purpose, '' );
}

/**
 * Base64 for addresses, without padding (RFC 4648, section 5).
 *
 * @param string $bytes Anything.
 * @return string Letters, digits, - and _.
 */
function lasting_base64url( $bytes ) {
	return rtrim( strtr( base64_encode( $bytes ), '+/', '-_' ), '=' ); // phpcs:ignore WordPress.PHP.DiscouragedPHPFunctions.obfuscation_base64_encode -- JWTs are made of it.
}

/**
 * A token (JWT, HS256) that says who somebody of this shop is, for at most five minutes.
 *
 * @param array  $connection Of Lasting_Connection: store_id, url, secret.
 * @param string $purpose    staff or shopper.
 * @param array  $claims     sub and whatever belongs to the purpose.
 * @param int    $now        Seconds since 1970.
 * @return string The token.
 */
function lasting_token( array $connection, $purpose, array $claims, $now ) {
	$dated   = array(
		'iss' => $connection['url'],
		'aud' => 'lasting:' . $connection['store_id'] . ':' . $purpose,
		'iat' => $now,
		'exp' => $now + LASTING_TOKEN_SECONDS,
	);
	$head    = lasting_base64url( '{"alg":"HS256","typ":"JWT"}' );
	$payload = lasting_base64url( (string) json_encode( $dated + $claims, JSON_UNESCAPED_SLASHES ) ); // phpcs:ignore WordPress.WP.AlternativeFunctions.json_encode_json_encode -- runs without WordPress too.
	$signed  = $head . '.' . $payload;
	return $signed . '.' . lasting_base64url( hash_hmac( 'sha256', $signed, lasting_key( $connection['secret'], $purpose ), true ) );
}

/**
 * What the script of a page is told about who looks at it.
 *
 * @param array $connection The connection.
 * @param int   $user       Of WordPress; 0: a visitor.
 * @param int   $now        Seconds since 1970.
 * @return array With token, signedIn and expiresAt, and with the seconds that are left: clocks of browsers go wrong.
 */
function lasting_shopper_token( array $connection, $user, $now ) {
	return array(
		'token'     => lasting_token( $connection, 'shopper', array( 'sub' => $user > 0 ? 'customer:' . $user : 'visitor' ), $now ),
		'signedIn'  => $user > 0,
		'expiresAt' => $now + LASTING_TOKEN_SECONDS,
		'seconds'   => LASTING_TOKEN_SECONDS,
	);
}

/**
 * The headers under which the server believes a note.
 *
 * @param string $secret The shared secret.
 * @param string $body   The bytes that are sent.
 * @param int    $now    Seconds since 1970: a note that waited is signed anew.
 * @return array Header names and values.
 */
function lasting_note_headers( $secret, $body, $now ) {
	return array(
		'Content-Type'        => 'application/json',
		'X-Lasting-Time'      => (string) $now,
		'X-Lasting-Signature' => hash_hmac( 'sha256', $now . '.' . $body, lasting_key( $secret, 'note' ) ),
	);
}

/**
 * The headers under which the server believes a question of this shop. The path is signed too, so that one question is never taken for another.
 *
 * @param string $secret The shared secret.
 * @param string $path   Below the store's own address on the server, as in "quote".
 * @param string $body   The bytes that are sent.
 * @param int    $now    Seconds since 1970.
 * @return array Header names and values.
 */
function lasting_call_headers( $secret, $path, $body, $now ) {
	return array(
		'Content-Type'        => 'application/json',
		'X-Lasting-Time'      => (string) $now,
		'X-Lasting-Signature' => hash_hmac( 'sha256', $now . '.' . $path . '.' . $body, lasting_key( $secret, 'call' ) ),
	);
}

/**
 * What an operator handed to the merchant: the server's address and a code.
 *
 * @param string $line As it was pasted.
 * @return array|null With url and code; null: it is not such a line.
 */
function lasting_read_line( $line ) {
	$text = base64_decode( strtr( trim( $line ), '-_', '+/' ), true ); // phpcs:ignore WordPress.PHP.DiscouragedPHPFunctions.obfuscation_base64_decode -- the line is made of it.
	$read = false === $text ? null : json_decode( $text, true );
	if ( ! is_array( $read ) || ! isset( $read['u'], $read['c'] ) || ! is_string( $read['u'] ) || ! is_string( $read['c'] ) ) {
		return null;
	}
	$parts = parse_url( $read['u'] ); // phpcs:ignore WordPress.WP.AlternativeFunctions.parse_url_parse_url -- runs without WordPress too.
	if ( ! is_array( $parts ) || ! isset( $parts['scheme'], $parts['host'] ) || ! in_array( $parts['scheme'], array( 'https', 'http' ), true ) ) {
		return null;
	}
	return array(
		'url'  => rtrim( $read['u'], '/' ),
		'code' => $read['c'],
	);
}
