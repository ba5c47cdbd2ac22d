<?php
/**
 * Whether a page of this shop asks, and not one of somebody else in whose tab the shopper happens to be.
 *
 * Pages that a cache keeps cannot carry a nonce: it would be everybody's, and over after a day. What stands in its place is a header that no foreign page may
 * send without asking first (this shop never allows it), and the browser's own word of where the request comes from.
 *
 * @package Lasting
 */

defined( 'ABSPATH' ) || exit;

/**
 * Looks at the headers of a request that changes something.
 */
class Lasting_Own_Page {
	/**
	 * Answers with 403 and ends, unless it does.
	 */
	public static function require_it() {
		if ( ! self::asks() ) {
			wp_send_json( array( 'error' => 'not-allowed' ), 403 );
		}
	}

	/**
	 * Whether one does.
	 *
	 * @return bool
	 */
	public static function asks() {
		$method = self::header( 'REQUEST_METHOD' );
		$site   = self::header( 'HTTP_SEC_FETCH_SITE' );
		$origin = self::header( 'HTTP_ORIGIN' );
		if ( 'POST' !== $method || 'lasting' !== self::header( 'HTTP_X_REQUESTED_WITH' ) ) {
			return false;
		}
		if ( 'cross-site' === $site || 'same-site' === $site ) {
			return false;
		}
		return '' === $origin || in_array( self::host( $origin ), array( self::host( home_url() ), self::host( site_url() ) ), true );
	}

	/**
	 * Host and port of an address.
	 *
	 * @param string $address An address.
	 * @return string Empty: it has none.
	 */
	private static function host( $address ) {
		$parts = wp_parse_url( $address );
		if ( ! is_array( $parts ) || ! isset( $parts['host'] ) ) {
			return '';
		}
		return strtolower( $parts['host'] ) . ( isset( $parts['port'] ) ? ':' . $parts['port'] : '' );
	}

	/**
	 * What the server says of a request.
	 *
	 * @param string $name As PHP writes it.
	 * @return string
	 */
	private static function header( $name ) {
		return isset( $_SERVER[ $name ] ) ? sanitize_text_field( wp_unslash( $_SERVER[ $name ] ) ) : '';
	}
}
