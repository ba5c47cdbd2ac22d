<?php
/**
 * Who looks at this page: told to its scripts, never written into its HTML, which a page cache gives to everybody.
 *
 * @package Lasting
 */

defined( 'ABSPATH' ) || exit;

/**
 * The shopper's token, and the mark by which a cached page's script knows that somebody is signed in.
 */
class Lasting_Token {
	/** Says only that somebody is signed in, so that scripts of a visitor's page need not ask. */
	const COOKIE = 'lasting_in';

	/**
	 * Hooks.
	 */
	public function listen() {
		add_action( 'wc_ajax_lasting_token', array( $this, 'answer' ) );
		add_action( 'set_logged_in_cookie', array( $this, 'signed_in' ), 10, 2 );
		add_action( 'clear_auth_cookie', array( $this, 'signed_out' ) );
	}

	/**
	 * GET /?wc-ajax=lasting_token. It needs no nonce: it changes nothing, who asks is in WordPress' own cookie, and no other site can read the answer.
	 * WooCommerce has said already that no cache keeps it.
	 */
	public function answer() {
		$connection = Lasting_Connection::get();
		if ( null === $connection ) {
			wp_send_json( array( 'error' => 'not-connected' ), 404 );
		}
		$user = get_current_user_id();
		$this->agree_with_cookie( $user > 0 );
		// What the cart has of it is the shop's to say; the server hears of it with the order.
		$choice = array( 'choice' => class_exists( 'Lasting_Cart_View' ) ? Lasting_Cart_View::choice() : null );
		wp_send_json( lasting_shopper_token( $connection, $user, time() ) + $choice );
	}

	/**
	 * WordPress signs somebody in.
	 *
	 * @param string $cookie  Not used.
	 * @param int    $expires When their browser forgets it; 0: with its session.
	 */
	public function signed_in( $cookie, $expires ) {
		self::write( '1', (int) $expires );
	}

	/**
	 * WordPress signs somebody out.
	 */
	public function signed_out() {
		self::write( '', time() - YEAR_IN_SECONDS );
	}

	/**
	 * Who was signed in before this plugin came has no mark; whose session ended by itself has one too many.
	 *
	 * @param bool $signed_in Whether somebody is.
	 */
	private function agree_with_cookie( $signed_in ) {
		if ( isset( $_COOKIE[ self::COOKIE ] ) === $signed_in ) {
			return;
		}
		if ( $signed_in ) {
			self::write( '1', 0 );
		} else {
			$this->signed_out();
		}
	}

	/**
	 * Writes the cookie. Scripts read it, so it is not HttpOnly; it proves nothing.
	 *
	 * @param string $value   1, or nothing.
	 * @param int    $expires Seconds since 1970; 0: with the session.
	 */
	private static function write( $value, $expires ) {
		if ( headers_sent() ) {
			return;
		}
		setcookie(
			self::COOKIE,
			$value,
			array(
				'expires'  => $expires,
				'path'     => COOKIEPATH ? COOKIEPATH : '/',
				'domain'   => (string) COOKIE_DOMAIN,
				'secure'   => is_ssl(),
				'httponly' => false,
				'samesite' => 'Lax',
			)
		);
	}
}
