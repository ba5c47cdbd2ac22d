<?php
/**
 * Addresses of ours in this shop: WordPress is asked to learn them once, and never with a page.
 *
 * @package Lasting
 */

defined( 'ABSPATH' ) || exit;

/**
 * Forgets WordPress' list of addresses, which it then makes anew with the next page.
 */
class Lasting_Rules {
	/** Kept with the options that every page has read anyway. */
	const OPTION = 'lasting_rules';
	/** Raised whenever an address is added or changed. */
	const VERSION = '1';

	/**
	 * Hooks.
	 */
	public function listen() {
		add_action( 'wp_loaded', array( $this, 'learn' ) );
	}

	/**
	 * Once after this plugin was switched on or brought up to date.
	 */
	public function learn() {
		if ( self::VERSION === get_option( self::OPTION ) ) {
			return;
		}
		delete_option( 'rewrite_rules' );
		update_option( self::OPTION, self::VERSION, true );
	}

	/**
	 * The plugin is switched off: nothing leads to it any more.
	 */
	public static function forget() {
		delete_option( self::OPTION );
		delete_option( 'rewrite_rules' );
	}
}
