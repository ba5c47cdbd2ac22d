<?php
/**
 * The tab "Rewards" of My Account: everything that the panel has, as a page.
 *
 * @package Lasting
 */

defined( 'ABSPATH' ) || exit;

/**
 * Adds the page to WooCommerce's account.
 */
class Lasting_Rewards_Page {
	const ENDPOINT = 'lasting-rewards';

	/**
	 * Hooks.
	 */
	public function listen() {
		add_action( 'init', array( $this, 'know_address' ) );
		add_filter( 'woocommerce_get_query_vars', array( $this, 'know_query' ) );
		add_filter( 'woocommerce_account_menu_items', array( $this, 'menu' ) );
		add_filter( 'woocommerce_endpoint_' . self::ENDPOINT . '_title', array( $this, 'title' ) );
		add_action( 'woocommerce_account_' . self::ENDPOINT . '_endpoint', array( $this, 'draw' ) );
	}

	/**
	 * Where it is.
	 *
	 * @return string
	 */
	public static function address() {
		return wc_get_account_endpoint_url( self::ENDPOINT );
	}

	/**
	 * An address below the account's.
	 */
	public function know_address() {
		add_rewrite_endpoint( self::ENDPOINT, EP_ROOT | EP_PAGES );
	}

	/**
	 * WooCommerce recognises it by its name.
	 *
	 * @param array $names Known names.
	 * @return array
	 */
	public function know_query( $names ) {
		$names[ self::ENDPOINT ] = self::ENDPOINT;
		return $names;
	}

	/**
	 * After the orders.
	 *
	 * @param array $items The account's menu.
	 * @return array
	 */
	public function menu( $items ) {
		if ( ! Lasting_Shop_Facts::shows( 'account' ) ) {
			return $items;
		}
		$at = array_search( 'orders', array_keys( $items ), true );
		$at = false === $at ? 1 : $at + 1;
		return array_slice( $items, 0, $at, true ) + array( self::ENDPOINT => $this->title() ) + array_slice( $items, $at, null, true );
	}

	/**
	 * Its name.
	 *
	 * @return string
	 */
	public function title() {
		return __( 'Rewards', 'lasting-loyalty' );
	}

	/**
	 * The page. Nothing is asked of the server here: the script does.
	 */
	public function draw() {
		if ( null === Lasting_Shop_Facts::get() ) {
			echo '<p>' . esc_html__( 'There is no rewards program at the moment.', 'lasting-loyalty' ) . '</p>';
			return;
		}
		$inside = '<div data-slot="page" style="display:block"><p>' . esc_html__( 'Your points are shown here.', 'lasting-loyalty' ) . '</p><noscript><p>' . esc_html__( 'Please allow scripts of this shop to see them.', 'lasting-loyalty' ) . '</p></noscript></div>';
		echo Lasting_Blocks::element_html( 'page', array(), $inside ); // phpcs:ignore WordPress.Security.EscapeOutput.OutputNotEscaped -- its parts are escaped where it is put together.
	}
}
