<?php
/**
 * The link in a mail to somebody who bought as a guest: it leads to the account, and there its token is brought to the server by who is signed in.
 *
 * @package Lasting
 */

defined( 'ABSPATH' ) || exit;

/**
 * The way to the account, and the script on it.
 */
class Lasting_Claim {
	/** SHOP/?lasting_account=1 is the account, whatever the merchant calls its page. Browsers carry what stands behind the "#" along. */
	const WAY = 'lasting_account';

	/**
	 * Hooks.
	 */
	public function listen() {
		add_action( 'template_redirect', array( $this, 'lead' ), 1 );
		add_action( 'wp_enqueue_scripts', array( $this, 'script' ) );
	}

	/**
	 * To the shop's own page of the account.
	 */
	public function lead() {
		if ( isset( $_GET[ self::WAY ] ) ) { // phpcs:ignore WordPress.Security.NonceVerification.Recommended -- leads to one page of this shop, whatever stands in it.
			nocache_headers();
			wp_safe_redirect( wc_get_page_permalink( 'myaccount' ) );
			exit;
		}
	}

	/**
	 * On the account's pages, which WooCommerce lets no cache keep.
	 */
	public function script() {
		$connection = is_account_page() ? Lasting_Connection::get() : null;
		if ( null === $connection ) {
			return;
		}
		$told = array(
			'signedIn' => is_user_logged_in(),
			'server'   => $connection['server'],
			'token'    => WC_AJAX::get_endpoint( 'lasting_token' ),
			'locale'   => str_replace( '_', '-', determine_locale() ),
		);
		wp_enqueue_script( 'lasting-claim', plugins_url( 'build/claim.js', LASTING_FILE ), array(), LASTING_VERSION, array( 'strategy' => 'defer', 'in_footer' => true ) );
		wp_add_inline_script( 'lasting-claim', 'var lastingClaim=' . wp_json_encode( $told ) . ';', 'before' );
	}
}
