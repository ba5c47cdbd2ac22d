<?php
/**
 * What every page may say of this shop: kept with the options that WordPress reads anyway, so that a page costs no query.
 *
 * @package Lasting
 */

defined( 'ABSPATH' ) || exit;

/**
 * The public half of the connection, the merchant's look, and what is shown where.
 */
class Lasting_Shop_Facts {
	const OPTION = 'lasting_storefront';
	/** Shown unless the merchant switches it off. */
	const SHOWN = array( 'widget', 'product', 'cart', 'account' );

	/**
	 * As it stands.
	 *
	 * @return array|null With server, look and shown; null: this shop is not connected.
	 */
	public static function get() {
		$kept = get_option( self::OPTION, null );
		return is_array( $kept ) && ! empty( $kept['server'] ) ? $kept : null;
	}

	/**
	 * Keeps what changed.
	 *
	 * @param array $change Any of server, look and shown.
	 */
	public static function change( array $change ) {
		$kept = get_option( self::OPTION, null );
		$new  = $change + ( is_array( $kept ) ? $kept : array() );
		if ( $new !== $kept ) {
			update_option( self::OPTION, $new, true );
		}
	}

	/**
	 * Whether something is to be shown.
	 *
	 * @param string $what One of SHOWN.
	 * @return bool
	 */
	public static function shows( $what ) {
		$facts = self::get();
		return null !== $facts && ( ! isset( $facts['shown'] ) || in_array( $what, (array) $facts['shown'], true ) );
	}

	/**
	 * The shop's own currency, unless a plugin shows prices in another one: points are counted in the shop's.
	 *
	 * @return string|null
	 */
	public static function currency() {
		$own = (string) get_option( 'woocommerce_currency' );
		return get_woocommerce_currency() === $own ? $own : null;
	}

	/**
	 * For the script of a page. The same for everybody: no name, no nonce, nothing of a cart.
	 *
	 * @return array As `ShopFacts` of the scripts.
	 */
	public static function for_script() {
		$facts    = (array) self::get();
		$look     = isset( $facts['look'] ) && is_array( $facts['look'] ) ? $facts['look'] : null;
		$language = lasting_language( determine_locale(), isset( $look['languages'] ) ? $look['languages'] : null );
		return array(
			'server'     => $facts['server'],
			'base'       => plugins_url( 'build/storefront/', LASTING_FILE ),
			'version'    => LASTING_VERSION,
			'ajax'       => WC_AJAX::get_endpoint( '%%endpoint%%' ),
			'cartApi'    => wp_make_link_relative( rest_url( 'wc/store/v1/cart' ) ),
			'accountUrl' => wp_make_link_relative( wc_get_page_permalink( 'myaccount' ) ),
			'locale'     => $language,
			'words'      => self::words( $language ),
		) + lasting_dressed( $look, $language );
	}

	/**
	 * The launcher's few words, from the scripts' own locale files.
	 *
	 * @param string $language Of the page.
	 * @return array
	 */
	private static function words( $language ) {
		$all = wp_json_file_decode( plugin_dir_path( LASTING_FILE ) . 'build/storefront/words.json', array( 'associative' => true ) );
		$tag = substr( $language, 0, 2 );
		return isset( $all[ $tag ] ) ? $all[ $tag ] : $all['en'];
	}
}
