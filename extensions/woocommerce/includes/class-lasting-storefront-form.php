<?php
/**
 * What is shown in the shop, on the Lasting page: a small form of WordPress' own kind.
 *
 * @package Lasting
 */

defined( 'ABSPATH' ) || exit;

/**
 * Draws the form and keeps what it says.
 */
class Lasting_Storefront_Form {
	const ACTION = 'lasting_storefront';

	/**
	 * Hooks.
	 */
	public function listen() {
		add_action( 'admin_post_' . self::ACTION, array( $this, 'answer' ) );
	}

	/**
	 * The form was sent.
	 */
	public function answer() {
		if ( ! current_user_can( Lasting_Admin_Page::CAP ) ) {
			wp_die( esc_html__( 'You may not change this.', 'lasting-loyalty' ), '', array( 'response' => 403 ) );
		}
		check_admin_referer( self::ACTION );
		$shown = array();
		foreach ( Lasting_Shop_Facts::SHOWN as $what ) {
			if ( isset( $_POST[ 'shown_' . $what ] ) ) {
				$shown[] = $what;
			}
		}
		Lasting_Shop_Facts::change( array( 'shown' => $shown ) );
		wp_safe_redirect( add_query_arg( array( 'page' => Lasting_Admin_Page::SLUG, 'tab' => Lasting_Admin_Page::CONNECTION, 'said' => 'shown' ), admin_url( 'admin.php' ) ) );
		exit;
	}

	/**
	 * Part of the page.
	 */
	public static function draw() {
		$names = array(
			'widget'  => __( 'The launcher on every page but the checkout', 'lasting-loyalty' ),
			'product' => __( 'Points of a product under its price', 'lasting-loyalty' ),
			'cart'    => __( 'Points of the cart above it', 'lasting-loyalty' ),
			'account' => __( 'The tab "Rewards" in My Account', 'lasting-loyalty' ),
		);
		echo '<h2>' . esc_html__( 'In the shop', 'lasting-loyalty' ) . '</h2><p>' . esc_html__( 'Colours and words of the launcher are set with the program. Blocks and shortcodes show where you put them.', 'lasting-loyalty' ) . '</p>';
		echo '<form method="post" action="' . esc_url( admin_url( 'admin-post.php' ) ) . '"><input type="hidden" name="action" value="' . esc_attr( self::ACTION ) . '">';
		wp_nonce_field( self::ACTION );
		echo '<fieldset><legend class="screen-reader-text">' . esc_html__( 'In the shop', 'lasting-loyalty' ) . '</legend>';
		foreach ( $names as $what => $name ) {
			echo '<p><label><input type="checkbox" name="' . esc_attr( 'shown_' . $what ) . '"' . ( Lasting_Shop_Facts::shows( $what ) ? ' checked' : '' ) . '> ' . esc_html( $name ) . '</label></p>';
		}
		echo '</fieldset><p><button class="button">' . esc_html__( 'Save', 'lasting-loyalty' ) . '</button></p></form>';
	}
}
